package dev.interlock.eval.cache;

import dev.interlock.equivalence.PairCheck;
import dev.interlock.equivalence.Wording;
import dev.interlock.reuse.Poll.Standing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The second check, of which the answer for two texts is kept. One thread. */
final class CheckedPairs implements PairChance {
  private static final float REFUSED = -1;
  private static final float UNSURE = -2;

  private final PairCheck check;
  private final Map<String, Integer> numbers = new HashMap<>();

  /** By the one text's number, and the other's. */
  private final List<Map<Integer, Float>> known = new ArrayList<>();

  CheckedPairs(PairCheck check, List<Asked> texts) {
    this.check = check;
    for (Asked text : texts) {
      if (numbers.putIfAbsent(text.text(), numbers.size()) == null) {
        known.add(new HashMap<>());
      }
    }
  }

  @Override
  public Pair of(Asked earlier, Asked now) {
    int one = numbers.getOrDefault(earlier.text(), 0);
    int other = numbers.getOrDefault(now.text(), 0);
    float code =
        known
            .get(Math.max(one, other))
            .computeIfAbsent(Math.min(one, other), _ -> checked(earlier, now));
    if (code == REFUSED || code == UNSURE) {
      return new Pair(code == REFUSED ? Standing.REFUSED : Standing.OTHER_WORDS, 0);
    }
    return new Pair(Standing.SAME_WORDS, code);
  }

  @Override
  public boolean bears(List<Asked> kin, Asked now) {
    return Wording.keepsWhatAllSay(
        kin.stream().map(asked -> asked.view().orElseThrow().wording()).toList(),
        now.view().orElseThrow().wording());
  }

  /** The chance, or what stands for its absence. */
  private float checked(Asked earlier, Asked now) {
    return switch (check.check(earlier.view().orElseThrow(), now.view().orElseThrow())) {
      case PairCheck.Same same -> (float) same.chance();
      case PairCheck.Refused no -> no.isByWordingAlone() ? UNSURE : REFUSED;
    };
  }
}
