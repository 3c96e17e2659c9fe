package dev.interlock.eval.cache;

import dev.interlock.equivalence.PairCheck;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** The second check, of which the answer for two texts is kept. One thread. */
final class CheckedPairs implements PairChance {
  private static final float REFUSED = -1;

  private final PairCheck check;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<Long, Float> known = new HashMap<>();

  CheckedPairs(PairCheck check, List<Asked> texts) {
    this.check = check;
    for (Asked text : texts) {
      numbers.putIfAbsent(text.text(), numbers.size());
    }
  }

  @Override
  public OptionalDouble of(Asked earlier, Asked now) {
    long one = numbers.getOrDefault(earlier.text(), 0);
    long other = numbers.getOrDefault(now.text(), 0);
    float chance =
        known.computeIfAbsent(
            Math.max(one, other) << 32 | Math.min(one, other), _ -> checked(earlier, now));
    return chance == REFUSED ? OptionalDouble.empty() : OptionalDouble.of(chance);
  }

  private float checked(Asked earlier, Asked now) {
    return switch (check.check(earlier.view().orElseThrow(), now.view().orElseThrow())) {
      case PairCheck.Same same -> (float) same.chance();
      case PairCheck.Refused _ -> REFUSED;
    };
  }
}
