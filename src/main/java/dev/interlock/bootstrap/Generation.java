package dev.interlock.bootstrap;

/**
 * Which configuration it is.
 *
 * @param number counts the loads of this process
 * @param hash of everything the configuration was made of: the file, the files it names, the
 *     variables it uses; the same content has the same hash anywhere
 */
public record Generation(long number, String hash) {
  /** {@code 3-1a2b3c4d5e6f}. */
  @Override
  public String toString() {
    return number + "-" + hash;
  }
}
