package dev.interlock.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a socket listens or is dialled. */
public sealed interface Address {
  /** A Unix domain socket. */
  record Unix(String path) implements Address {
    @Override
    public String toString() {
      return "unix:" + path;
    }
  }

  /**
   * TCP.
   *
   * @param host a name or address; IPv6 without brackets
   * @param port 0 for any free port
   */
  record Tcp(String host, int port) implements Address {
    private static final String HOST_AND_PORT = "(\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9._-]+):[0-9]{1,5}";

    /** As {@link Address#PATTERN}, for TCP alone. */
    static final String PATTERN = "^" + HOST_AND_PORT + "$";

    /** Whether only this machine reaches it, as far as the name alone tells. */
    public boolean isLoopback() {
      return host.equals("localhost") || host.equals("::1") || host.matches("127(\\.[0-9]+){3}");
    }

    @Override
    public String toString() {
      return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
  }

  /** Accepted addresses, as a regular expression that ECMA, and so JSON Schema, shares. */
  String PATTERN = "^(unix:/.+|" + Tcp.HOST_AND_PORT + ")$";

  /** {@code unix:/path} or {@code host:port}. */
  static Optional<Address> parse(String text) {
    Matcher matcher = Pattern.compile(PATTERN).matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    if (text.startsWith("unix:")) {
      return Optional.of(new Unix(text.substring("unix:".length())));
    }
    int colon = text.lastIndexOf(':');
    int port = Integer.parseInt(text.substring(colon + 1));
    String host = text.substring(0, colon).replace("[", "").replace("]", "");
    return port > 65535 ? Optional.empty() : Optional.of(new Tcp(host, port));
  }
}
