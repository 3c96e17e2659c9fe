package dev.interlock.reuse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is claimed for two kinds of requests, on made-up streams of which the truth is known. */
class LaddersTest {
  private static final double DELTA = 0.05;
  private static final int STREAMS = 400;

  /** One of 20, and three standard deviations of what 400 streams show of that. */
  private static final int MOST_OPENED = 20 + 13;

  /** Requests of both kinds, as often of one as of the other, on a dozen rungs. */
  private static final class Stream {
    private final Random random;
    private final Ladders.Pair ladders = Ladders.pair(ReuseSettings.of(DELTA));
    private final double surerWrong;
    private final double otherWrong;
    private int surerReused;
    private int otherReused;
    private int verdicts;

    Stream(long seed, double surerWrong, double otherWrong) {
      this.random = new Random(seed);
      this.surerWrong = surerWrong;
      this.otherWrong = otherWrong;
    }

    void ask() {
      boolean surer = random.nextBoolean();
      Ladders.Kind kind = surer ? ladders.surer() : ladders.other();
      int rung = 6 + random.nextInt(12);
      boolean right = random.nextDouble() >= (surer ? surerWrong : otherWrong);
      Ladders.Stand stand = kind.arrives(rung);
      if (stand.open()) {
        kind.let();
        surerReused += surer ? 1 : 0;
        otherReused += surer ? 0 : 1;
      }
      if (!stand.open() || random.nextDouble() < stand.audits()) {
        kind.judged(rung, stand.open() ? stand.audited() : stand.unaudited(), right);
        verdicts++;
      }
    }

    boolean isReused() {
      return surerReused + otherReused > 0;
    }
  }

  @ParameterizedTest
  @CsvSource({"1.0001,1.0001", "1.1,1.1", "1.01,3"})
  void scopes_both_kinds_of_which_are_worse_than_promised_open_once_in_twenty(
      double surer, double other) {
    int opened = 0;
    for (int seed = 0; seed < STREAMS; seed++) {
      var stream = new Stream(seed, surer * DELTA, other * DELTA);
      for (int i = 0; i < 1000 && !stream.isReused(); i++) {
        stream.ask();
      }
      opened += stream.isReused() ? 1 : 0;
    }

    assertThat(opened).isLessThanOrEqualTo(MOST_OPENED);
  }

  /** Half of the requests are good, all together are not. */
  @Test
  void a_bad_kind_stays_shut_and_does_not_keep_the_surer_one_shut() {
    int surerOpen = 0;
    int otherOpen = 0;
    for (int seed = 0; seed < STREAMS; seed++) {
      var stream = new Stream(seed, 0, 3 * DELTA);
      for (int i = 0; i < 1000; i++) {
        stream.ask();
      }
      surerOpen += stream.surerReused > 0 ? 1 : 0;
      otherOpen += stream.otherReused > 0 ? 1 : 0;
    }

    assertThat(surerOpen).isEqualTo(STREAMS);
    assertThat(otherOpen).isLessThanOrEqualTo(MOST_OPENED);
  }

  /** Good answers of the surer kind are not set against wrong ones of both ladders. */
  @Test
  void of_all_that_is_reused_no_more_is_wrong_than_promised() {
    int above = 0;
    for (int seed = 0; seed < 100; seed++) {
      var stream = new Stream(seed, 0.2 * DELTA, 1.5 * DELTA);
      for (int i = 0; i < 4000; i++) {
        stream.ask();
      }
      double wrong = 0.2 * DELTA * stream.surerReused + 1.5 * DELTA * stream.otherReused;
      above += wrong > DELTA * (stream.surerReused + stream.otherReused) ? 1 : 0;
    }

    assertThat(above).isLessThanOrEqualTo(5);
  }

  @Test
  void good_kinds_open_sooner_together_than_the_surer_one_alone() {
    var together = new Stream(1, 0, 0);
    while (!together.isReused()) {
      together.ask();
    }
    var alone = new Stream(1, 0, 1);
    while (!alone.isReused()) {
      alone.ask();
    }

    assertThat(together.verdicts).isLessThan(alone.verdicts * 2 / 3);
  }

  @Test
  void a_refuted_promise_shuts_all() {
    var stream = new Stream(1, 0, 0);
    while (stream.otherReused == 0) {
      stream.ask();
    }
    while (stream.ladders.surer().certificate().slips() == 0) {
      stream.ladders.other().audited(false);
    }

    assertThat(stream.ladders.other().arrives(10).open()).isFalse();
    assertThat(stream.ladders.surer().arrives(10).open()).isFalse();
    assertThat(stream.ladders.surer().certificate().open()).isFalse();
  }

  /** Others are wrong more often than promised, and few: together the promise holds. */
  @Test
  void a_promise_that_holds_for_both_kinds_together_is_not_refuted_by_one() {
    var kinds = Ladders.pair(ReuseSettings.of(DELTA));
    var random = new Random(1);
    for (int i = 0; i < 10_000; i++) {
      boolean surer = random.nextInt(20) != 0;
      boolean right = random.nextDouble() >= (surer ? 0.2 : 2.5) * DELTA;
      (surer ? kinds.surer() : kinds.other()).audited(right);
    }

    assertThat(kinds.other().certificate().slips()).isZero();
  }
}
