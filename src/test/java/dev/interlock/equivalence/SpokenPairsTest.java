package dev.interlock.equivalence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What guards make of pairs that people might say; a third of them was never looked at. */
class SpokenPairsTest {
  @Test
  void texts_that_ask_for_different_things_are_refused() {
    assertThat(passed(false, false)).isEmpty();
  }

  @Test
  void texts_that_ask_for_the_same_mostly_pass() {
    List<SpokenPairs> seen = SpokenPairs.read(true).stream().filter(pair -> !pair.held()).toList();

    assertThat(passed(true, false).size()).isGreaterThan(seen.size() * 8 / 10);
  }

  @Test
  void of_pairs_that_were_held_out_the_same_is_true() {
    int same = (int) SpokenPairs.read(true).stream().filter(SpokenPairs::held).count();
    int passed = passed(true, true).size();
    int wrong = passed(false, true).size();

    System.out.printf("HELD %d of %d same pass, %d wrong%n", passed, same, wrong);
  }

  @Test
  void show() {
    for (SpokenPairs pair : SpokenPairs.read(true)) {
      if (!pair.held() && !passes(pair)) {
        System.out.printf(
            "%s | %s%n   %s%n   %s   %s%n",
            pair.one(),
            pair.other(),
            Gist.words(Reading.of(pair.one())),
            Gist.words(Reading.of(pair.other())),
            Guards.all(Wording.of(pair.one()), Wording.of(pair.other())));
      }
    }
    for (SpokenPairs pair : SpokenPairs.read(false)) {
      if (!pair.held() && passes(pair)) {
        System.out.printf(
            "WRONG %s | %s   %s%n", pair.one(), pair.other(), Gist.words(Reading.of(pair.one())));
      }
    }
  }

  private static List<SpokenPairs> passed(boolean same, boolean held) {
    return SpokenPairs.read(same).stream()
        .filter(pair -> pair.held() == held && passes(pair))
        .toList();
  }

  private static boolean passes(SpokenPairs pair) {
    return Guards.check(pair.one(), pair.other()).isEmpty();
  }
}
