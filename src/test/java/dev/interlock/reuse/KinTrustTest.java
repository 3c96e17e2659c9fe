package dev.interlock.reuse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KinTrustTest {
  private static final int MOST = 3;
  private static final long KIN = 7;

  private final KinTrust trust = new KinTrust(0.01, MOST);

  @Test
  void no_kin_is_trusted_or_doubted_before_a_verdict() {
    assertThat(trust.of(KIN, true)).isEqualTo(KinTrust.Trust.NONE);
  }

  @Test
  void one_wrong_verdict_counts_more_than_many_right_ones() {
    for (int i = 0; i < 1_000; i++) {
      trust.judged(KIN, true, true);
    }
    double proven = added(KIN);
    trust.judged(KIN, true, false);

    assertThat(proven).isPositive();
    assertThat(added(KIN)).isLessThan(-proven);
  }

  @Test
  void right_verdicts_mend_a_wrong_one_by_one() {
    trust.judged(KIN, true, false);
    double before = added(KIN);
    for (int i = 0; i < 4; i++) {
      trust.judged(KIN, true, true);
      assertThat(added(KIN)).isGreaterThan(before);
      before = added(KIN);
    }
    assertThat(before).isPositive();
  }

  @Test
  void a_wrong_verdict_counts_against_other_words_and_against_the_same_if_it_should() {
    trust.judged(KIN, false, false);
    assertThat(trust.of(KIN, true).doubt()).isZero();
    assertThat(trust.of(KIN, false).doubt()).isPositive();

    trust.judged(KIN, true, false);
    assertThat(trust.of(KIN, true).doubt()).isPositive();
  }

  @Test
  void however_many_were_wrong_a_few_right_ones_mend_it() {
    for (int i = 0; i < 1_000; i++) {
      trust.judged(KIN, true, false);
    }
    for (int i = 0; i < 6; i++) {
      trust.judged(KIN, true, true);
    }
    assertThat(added(KIN)).isPositive();
  }

  @Test
  void the_kin_that_was_judged_longest_ago_is_forgotten() {
    for (long kin = 0; kin < MOST; kin++) {
      trust.judged(kin, true, false);
    }
    trust.judged(0, true, false);
    trust.judged(MOST, true, false);

    assertThat(added(1)).isZero();
    assertThat(added(0)).isNegative();
    assertThat(added(MOST)).isNegative();
  }

  @Test
  void a_verdict_is_due_after_some_answers_that_nobody_judged() {
    trust.judged(KIN, true, true);
    for (int i = 0; i < 5; i++) {
      assertThat(trust.of(KIN, true).due()).isFalse();
      trust.answers(KIN);
    }
    assertThat(trust.of(KIN, true).due()).isTrue();
    trust.judged(KIN, true, true);
    assertThat(trust.of(KIN, true).due()).isFalse();
  }

  @Test
  void a_kin_that_nobody_judged_is_due_as_well_and_only_once_at_a_time() {
    for (int i = 0; i < 5; i++) {
      trust.answers(KIN);
    }
    assertThat(trust.of(KIN, true).due()).isTrue();
    trust.tried(KIN);
    assertThat(trust.of(KIN, true).due()).isFalse();
  }

  private double added(long kin) {
    return trust.of(kin, true).proven() - trust.of(kin, true).doubt();
  }
}
