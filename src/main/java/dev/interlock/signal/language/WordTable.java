package dev.interlock.signal.language;

import java.util.Arrays;
import java.util.Map;

/** Words to language sets, looked up by a 64-bit hash that is built while reading. Immutable. */
final class WordTable {
  static final long SEED = 0xCBF29CE484222325L;

  private final long[] hashes;
  private final int[] sets;

  private WordTable(long[] hashes, int[] sets) {
    this.hashes = hashes;
    this.sets = sets;
  }

  static WordTable of(Map<String, Integer> words) {
    long[] hashes = words.keySet().stream().mapToLong(WordTable::hash).sorted().toArray();
    int[] sets = new int[hashes.length];
    words.forEach((word, set) -> sets[Arrays.binarySearch(hashes, hash(word))] = set);
    return new WordTable(hashes, sets);
  }

  static long extend(long hash, char c) {
    return (hash ^ c) * 0x100000001B3L;
  }

  /** The languages of the word with {@code hash}, as bits; 0 if it is none of ours. */
  int get(long hash) {
    int at = Arrays.binarySearch(hashes, hash);
    return at < 0 ? 0 : sets[at];
  }

  private static long hash(String word) {
    long hash = SEED;
    for (int i = 0; i < word.length(); i++) {
      hash = extend(hash, word.charAt(i));
    }
    return hash;
  }
}
