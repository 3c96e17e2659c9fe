package dev.interlock.head;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RejectionTest {
  @Test
  void good_fits_are_in_scope_and_bad_ones_are_not() {
    var random = new Random(2);
    List<Fit> inside = fits(random, 6, -0.2f);
    List<Fit> outside = fits(random, 1, -1.5f);
    Rejection rejection = Rejection.fit(inside, outside);
    assertThat(share(rejection, inside)).isGreaterThan(0.9);
    assertThat(share(rejection, outside)).isLessThan(0.1);
  }

  @Test
  void without_examples_of_outside_nothing_is_rejected() {
    Rejection rejection = Rejection.fit(fits(new Random(2), 1, -1), List.of());
    assertThat(rejection.inScope(new Fit(-50, -5))).isGreaterThan(0.99);
  }

  private static List<Fit> fits(Random random, float score, float log) {
    List<Fit> fits = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      fits.add(
          new Fit(
              score + (float) random.nextGaussian(), log + 0.1f * (float) random.nextGaussian()));
    }
    return fits;
  }

  private static double share(Rejection rejection, List<Fit> fits) {
    return fits.stream().filter(fit -> rejection.inScope(fit) > 0.5).count() / (double) fits.size();
  }
}
