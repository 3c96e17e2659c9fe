package dev.interlock.reuse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AuditLedgerTest {
  @Test
  void the_interval_holds_the_true_share_at_all_times_at_once() {
    int left = 0;
    for (int run = 0; run < 200; run++) {
      var random = new Random(run);
      var ledger = new AuditLedger(0.5, 0.95);
      boolean held = true;
      for (int i = 0; i < 1000; i++) {
        ledger.judged(random.nextDouble() >= 0.1);
        Certificate now = ledger.certificate(true);
        held &= now.lower() <= 0.1 && 0.1 <= now.upper();
      }
      left += held ? 0 : 1;
    }

    assertThat(left).isLessThanOrEqualTo(10);
  }

  @Test
  void it_narrows_with_samples() {
    var ledger = new AuditLedger(0.02, 0.95);
    for (int i = 0; i < 1000; i++) {
      ledger.judged(i % 100 != 0);
    }
    Certificate certificate = ledger.certificate(true);

    assertThat(certificate.samples()).isEqualTo(1000);
    assertThat(certificate.observed()).isEqualTo(0.01);
    assertThat(certificate.lower()).isBetween(0.001, 0.008);
    assertThat(certificate.upper()).isBetween(0.015, 0.03);
  }

  @Test
  void several_are_shown_together_as_if_they_were_one() {
    var one = new AuditLedger(0.02, 0.95);
    var other = new AuditLedger(0.02, 0.95);
    var all = new AuditLedger(0.02, 0.95);
    for (int i = 0; i < 1000; i++) {
      (i % 4 == 0 ? one : other).judged(i % 100 != 0);
      all.judged(i % 100 != 0);
    }

    assertThat(Certificate.together(List.of(one.certificate(false), other.certificate(true))))
        .isEqualTo(all.certificate(true));
    var none = new AuditLedger(0.02, 0.95).certificate(false);
    assertThat(Certificate.together(List.of(none, none))).isEqualTo(none);
  }

  @Test
  void a_promise_that_does_not_hold_is_refuted_and_one_that_does_is_not() {
    var broken = new AuditLedger(0.02, 0.95);
    var kept = new AuditLedger(0.02, 0.95);
    var random = new Random(1);
    int audits = 0;
    while (!broken.judged(random.nextDouble() >= 0.1)) {
      audits++;
    }
    assertThat(audits).isLessThan(300);
    assertThat(broken.certificate(true).slips()).isEqualTo(1);
    for (int i = 0; i < 20_000; i++) {
      kept.judged(random.nextDouble() >= 0.01);
    }
    assertThat(kept.certificate(true).slips()).isZero();
  }
}
