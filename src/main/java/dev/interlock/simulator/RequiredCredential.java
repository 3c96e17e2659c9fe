package dev.interlock.simulator;

import static java.util.Objects.requireNonNull;

/**
 * What a request must carry, or it is refused with 401.
 *
 * @param header the header's name, lower case
 * @param value the whole value, such as {@code Bearer secret}
 */
public record RequiredCredential(String header, String value) {
  public RequiredCredential {
    requireNonNull(header, "header");
    requireNonNull(value, "value");
  }

  @Override
  public String toString() {
    return "RequiredCredential[header=" + header + "]";
  }
}
