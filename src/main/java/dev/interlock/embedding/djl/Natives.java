package dev.interlock.embedding.djl;

/**
 * Settings of DJL and libtorch, which read system properties when they load. What the operator set
 * stays.
 */
final class Natives {
  private Natives() {}

  static void configure() {
    // Nothing may ever be fetched: what is missing is a degradation.
    set("ai.djl.offline", "true");
    set("OPT_OUT_TRACKING", "true");
    // Requests run side by side, one thread each.
    set("ai.djl.pytorch.num_threads", "1");
    set("ai.djl.pytorch.num_interop_threads", "1");
    // The profiling executor makes the first passes of each thread several times slower.
    set("ai.djl.pytorch.graph_optimizer", "false");
  }

  private static void set(String name, String value) {
    if (System.getProperty(name) == null) {
      System.setProperty(name, value);
    }
  }
}
