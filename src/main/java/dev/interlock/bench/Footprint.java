package dev.interlock.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What this process takes.
 *
 * @param heap bytes that are left on the heap after it was collected
 * @param resident bytes of memory that the process holds, whatever they are for
 */
public record Footprint(long heap, long resident) {
  private static final long KIB = 1024;
  private static final long NOISE = 64 * KIB;

  /** Collects the heap until no more is found: what has to be cleaned up goes a round later. */
  static Footprint now() throws IOException {
    long before = Long.MAX_VALUE;
    long heap = collected();
    while (before - heap > NOISE) {
      before = heap;
      heap = collected();
    }
    return new Footprint(heap, resident("VmRSS"));
  }

  private static long collected() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** The most that it ever had resident, in bytes. */
  public static long mostResident() throws IOException {
    return resident("VmHWM");
  }

  Footprint above(Footprint other) {
    return new Footprint(heap - other.heap, resident - other.resident);
  }

  private static long resident(String field) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith(field + ":")) {
        return Long.parseLong(line.replaceAll("\\D", "")) * KIB;
      }
    }
    throw new IOException("/proc: no " + field + " (expected: Linux)");
  }
}
