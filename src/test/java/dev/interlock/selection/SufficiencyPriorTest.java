package dev.interlock.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SufficiencyPriorTest {
  /** The table of docs/decisions/0002. */
  @ParameterizedTest
  @CsvSource({
    "0.62, 0.05, 0.950", "0.62, 0.20, 0.800", "0.62, 0.38, 0.620", "0.62, 0.60, 0.400",
    "0.62, 0.80, 0.200", "0.80, 0.05, 0.979", "0.80, 0.20, 0.907", "0.80, 0.38, 0.800",
    "0.80, 0.60, 0.620", "0.80, 0.80, 0.380", "0.95, 0.05, 0.996", "0.95, 0.20, 0.979",
    "0.95, 0.38, 0.950", "0.95, 0.60, 0.886", "0.95, 0.80, 0.744"
  })
  void tellsTheDocumentedChances(double quality, double difficulty, double chance) {
    assertThat(SufficiencyPrior.chance(SufficiencyPrior.ability(quality), difficulty))
        .isEqualTo(chance, within(0.0005));
  }

  @Property
  void theReferenceModelFailsExactlyAsDifficultySays(
      @ForAll @DoubleRange(min = 0.01, max = 0.99) double difficulty) {
    double ability = SufficiencyPrior.ability(SufficiencyPrior.REFERENCE_QUALITY);

    assertThat(SufficiencyPrior.chance(ability, difficulty))
        .isEqualTo(1 - difficulty, within(1e-9));
  }

  @Property
  void aBetterModelOrAnEasierRequestIsNeverLessLikelyToSuffice(
      @ForAll @DoubleRange(min = 0, max = 1) double quality,
      @ForAll @DoubleRange(min = 0, max = 1) double otherQuality,
      @ForAll @DoubleRange(min = 0, max = 1) double difficulty,
      @ForAll @DoubleRange(min = 0, max = 1) double otherDifficulty) {
    double worse = SufficiencyPrior.ability(Math.min(quality, otherQuality));
    double better = SufficiencyPrior.ability(Math.max(quality, otherQuality));
    double easier = Math.min(difficulty, otherDifficulty);
    double harder = Math.max(difficulty, otherDifficulty);

    assertThat(SufficiencyPrior.chance(worse, harder))
        .isBetween(0.0, 1.0)
        .isLessThanOrEqualTo(SufficiencyPrior.chance(better, harder))
        .isLessThanOrEqualTo(SufficiencyPrior.chance(worse, easier));
  }

  @Property
  void difficultyAtIsTheInverse(
      @ForAll @DoubleRange(min = 0.05, max = 0.95) double quality,
      @ForAll @DoubleRange(min = 0.05, max = 0.95) double difficulty) {
    double ability = SufficiencyPrior.ability(quality);
    double chance = SufficiencyPrior.chance(ability, difficulty);

    assertThat(SufficiencyPrior.difficultyAt(ability, chance)).isEqualTo(difficulty, within(1e-9));
  }
}
