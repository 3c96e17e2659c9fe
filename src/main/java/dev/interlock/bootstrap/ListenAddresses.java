package dev.interlock.bootstrap;

import dev.interlock.config.Address;
import dev.interlock.config.Location;
import dev.interlock.config.ObjectReader;
import dev.interlock.envoy.EnvoySettings;
import dev.interlock.server.ServerSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Where the sidecar and its Envoy listen: no two of them in one place. */
final class ListenAddresses {
  private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::");

  private ListenAddresses() {}

  /**
   * A listener.
   *
   * @param location where the file says it; where it would, if it does not
   * @param said whether it does
   */
  private record Listener(Address address, Location location, boolean said) {
    boolean meets(Listener other) {
      return address instanceof Address.Tcp(String host, int port)
          && other.address instanceof Address.Tcp(String otherHost, int otherPort)
          && port == otherPort
          && port != 0
          && (EVERYWHERE.contains(host)
              || EVERYWHERE.contains(otherHost)
              || number(host).equals(number(otherHost)));
    }

    private static String number(String host) {
      return host.equals("localhost") ? "127.0.0.1" : host;
    }

    @Override
    public String toString() {
      return "`" + location.path() + "` (" + address + ")";
    }
  }

  /** Refuses an address that somebody else has; whoever binds it second would not start. */
  static void check(ObjectReader in, ServerSettings server, EnvoySettings envoy) {
    var sidecars =
        List.of(
            new Listener(server.listen(), in.location("listen"), in.has("listen")),
            listener(in, server.health(), "health", "listen"),
            listener(in, server.admin().listen(), "admin", "listen"));
    var envoys =
        List.of(
            listener(in, envoy.listener(), "envoy", "listen"),
            listener(in, envoy.admin(), "envoy", "admin"));
    if (sameMachine(envoy)) {
      var all = new ArrayList<>(sidecars);
      all.addAll(envoys);
      check(in, all);
    } else {
      check(in, sidecars);
      check(in, envoys);
    }
  }

  private static void check(ObjectReader in, List<Listener> listeners) {
    for (int i = 0; i < listeners.size(); i++) {
      for (Listener before : listeners.subList(0, i)) {
        Listener one = listeners.get(i);
        if (one.meets(before)) {
          boolean byDefault = before.said() && !one.said();
          Listener blamed = byDefault ? before : one;
          Listener other = byDefault ? one : before;
          in.reading()
              .problems()
              .error(
                  blamed.location(),
                  blamed.address() + ", where " + other + " listens too",
                  "a port for each");
        }
      }
    }
  }

  /** As far as the file tells: in a pod, too, both share their addresses. */
  private static boolean sameMachine(EnvoySettings envoy) {
    return !(envoy.sidecar() instanceof Address.Tcp tcp)
        || tcp.isLoopback()
        || EVERYWHERE.contains(tcp.host());
  }

  private static Listener listener(ObjectReader in, Address address, String section, String key) {
    return new Listener(address, in.location(section, key), in.has(section, key));
  }
}
