package dev.interlock.reuse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is claimed for the boundary, on made-up streams of which the truth is known. */
class LadderTest {
  private static final int STREAMS = 400;

  /** One of 20, and three standard deviations of what 400 streams show of that. */
  private static final int MOST_OPENED = 20 + 13;

  private static final double AUDITS = 0.05;
  private static final int LOWEST = 6;
  private static final int HIGHEST = 18;

  /** A stream, whose requests come as often to each rung as to another. */
  private static final class Stream {
    private final Random random;
    private final Ladder ladder;
    private final IntToDoubleFunction wrong;
    private int verdicts;

    Stream(long seed, double delta, IntToDoubleFunction wrong) {
      this.random = new Random(seed);
      this.ladder = new Ladder(delta, 0.05, 1);
      this.wrong = wrong;
    }

    void ask() {
      int rung = LOWEST + random.nextInt(HIGHEST - LOWEST);
      boolean right = random.nextDouble() >= wrong.applyAsDouble(rung);
      boolean sure = ladder.isOpen(0, rung);
      if (!sure || random.nextDouble() < AUDITS) {
        ladder.judged(0, rung, ladder.isAnyOpen(0) && !sure ? AUDITS : 1, right);
        verdicts++;
      }
    }
  }

  private static int opened(double delta, int requests, int mayOpen, IntToDoubleFunction wrong) {
    int opened = 0;
    for (int seed = 0; seed < STREAMS; seed++) {
      var stream = new Stream(seed, delta, wrong);
      boolean ever = false;
      for (int i = 0; i < requests && !ever; i++) {
        stream.ask();
        ever = stream.ladder.isOpen(0, mayOpen - 1);
      }
      opened += ever ? 1 : 0;
    }
    return opened;
  }

  /** Ever, within so many requests, on any rung. */
  @ParameterizedTest
  @CsvSource({
    "0.01,1.0001,3000",
    "0.02,1.0001,2000",
    "0.05,1.0001,1000",
    "0.05,1.1,1000",
    "0.02,1.5,1000"
  })
  void scopes_that_are_wrong_more_often_than_promised_open_once_in_twenty(
      double delta, double times, int requests) {
    int opened = opened(delta, requests, HIGHEST + 1, _ -> delta * times);

    assertThat(opened).isLessThanOrEqualTo(MOST_OPENED);
  }

  /** Only the upper third may be open: from the rung below it downwards the share is δ or more. */
  @ParameterizedTest
  @CsvSource({"0.02,1", "0.05,1.2", "0.05,2"})
  void a_good_top_opens_the_way_to_a_worse_rest_once_in_twenty(double delta, double times) {
    int opened = opened(delta, 3000, 14, rung -> rung >= 14 ? 0 : delta * times * 5);

    assertThat(opened).isLessThanOrEqualTo(MOST_OPENED);
  }

  /** Lower requests are always judged and sure ones by lots; that must not flatter the share. */
  @Test
  void where_the_nearest_are_the_wrong_ones_the_rest_does_not_outvote_them() {
    int opened = opened(0.02, 2000, HIGHEST + 1, rung -> rung >= 15 ? 0.11 : 0.0001);

    assertThat(opened).isLessThanOrEqualTo(MOST_OPENED);
  }

  /** Verdicts until something is open: what a scope costs to begin with. */
  @ParameterizedTest
  @CsvSource({"0.01,0,800", "0.02,0,400", "0.05,0,260", "0.02,0.25,1100", "0.05,0.25,440"})
  void good_scopes_open_soon(double delta, double times, int most) {
    int[] verdicts = new int[100];
    for (int seed = 0; seed < verdicts.length; seed++) {
      var stream = new Stream(seed, delta, _ -> delta * times);
      while (!stream.ladder.isAnyOpen(0) && stream.verdicts < 100_000) {
        stream.ask();
      }
      verdicts[seed] = stream.verdicts;
    }
    Arrays.sort(verdicts);

    assertThat(verdicts[verdicts.length / 2]).isLessThanOrEqualTo(most);
  }

  /** Wrong at first, and then hardly ever: what was lost is not lost for good. */
  @Test
  void bad_luck_at_first_is_forgiven() {
    var stream = new Stream(1, 0.02, _ -> 0);
    for (int i = 0; i < 30; i++) {
      stream.ladder.judged(0, 15, 1, false);
    }
    while (!stream.ladder.isAnyOpen(0) && stream.verdicts < 100_000) {
      stream.ask();
    }

    assertThat(stream.verdicts).isLessThan(6000);
  }
}
