package dev.interlock.sharedcache;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.cache.CacheKey;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Where things are in the store. Fleets with other secrets have other names for everything, so that
 * they share a store without meeting. Immutable.
 */
final class Places {
  private static final HexFormat HEX = HexFormat.of();
  private static final int NAME_BYTES = 6;

  private final String fleet;

  /** Those of the fleet that {@code name} is derived for. */
  Places(byte[] name) {
    fleet = "interlock:" + HEX.formatHex(Arrays.copyOf(name, NAME_BYTES)) + ":";
  }

  /** Both places of one key are in the same slot of a cluster. */
  byte[] entry(CacheKey key) {
    return bytes(fleet + "entry:{" + HEX.formatHex(key.bytes()) + "}");
  }

  byte[] quarantine(CacheKey key) {
    return bytes(fleet + "bad:{" + HEX.formatHex(key.bytes()) + "}");
  }

  /** The key of an entry's place; empty for any other place. */
  Optional<CacheKey> keyOf(String place) {
    int from = place.indexOf('{') + 1;
    int to = place.length() - 1;
    if (from <= 0 || to < from || !place.endsWith("}")) {
      return Optional.empty();
    }
    try {
      return CacheKey.from(HEX.parseHex(place.substring(from, to)));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** The stream of what must not be missed. */
  byte[] notices() {
    return bytes(fleet + "notices");
  }

  /** The stream of what finds entries by other words, and what was learnt of them. */
  byte[] meanings() {
    return bytes(fleet + "meanings");
  }

  /** A glob for all entries. */
  String entries() {
    return fleet + "entry:*";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(US_ASCII);
  }
}
