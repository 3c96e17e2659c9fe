package dev.interlock.equivalence;

import dev.interlock.digest.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Pairs written for the tests: {@code same.tsv} and {@code different.tsv}. */
record SpokenPairs(String one, String other, boolean same, boolean held) {
  static List<SpokenPairs> read(boolean same) {
    String file = same ? "/equivalence/same.tsv" : "/equivalence/different.tsv";
    try (var in = SpokenPairs.class.getResourceAsStream(file)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> of(line, same))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A third by hash is held out: never looked at while guards were mended. */
  private static SpokenPairs of(String line, boolean same) {
    String[] cells = line.split("\t", -1);
    return new SpokenPairs(cells[0], cells[1], same, (Sha256.of(line)[0] & 255) % 3 == 0);
  }

  /** Not the texts. */
  @Override
  public String toString() {
    return "SpokenPairs[" + same + ", " + held + "]";
  }
}
