package dev.interlock.memory;

import java.util.List;

/**
 * A decision that is followed, as it was made. Do not modify the array.
 *
 * @param tenant as in {@link Occasion}
 * @param virtualModel as in {@link Occasion}
 * @param intent as in {@link Occasion}
 * @param rules as in {@link Occasion}
 * @param plan who is asked, in turn; 1 to {@value #MOST}
 * @param kinds as in {@link Occasion}
 * @param bundle version of the bundle that {@code kinds} are of; empty without kinds
 * @param timeUnixMs as in {@link Occasion}
 */
@SuppressWarnings("ArrayRecordComponent")
public record Decided(
    String tenant,
    String virtualModel,
    String intent,
    List<String> rules,
    List<Turn> plan,
    float[] kinds,
    String bundle,
    long timeUnixMs) {
  /** The longest plan that is remembered. */
  public static final int MOST = 8;

  public Decided {
    rules = List.copyOf(rules);
    plan = List.copyOf(plan);
    if (plan.isEmpty() || plan.size() > MOST) {
      throw new IllegalArgumentException(
          "plan: %d models (expected: 1..%d)".formatted(plan.size(), MOST));
    }
  }

  /**
   * One who is asked.
   *
   * @param model its id in the catalogue
   * @param action its name as an action's: the effort is part of it
   * @param expected the chance before what memory added, NaN if none
   * @param learned the chance with it, whether it was added or not
   */
  public record Turn(String model, String action, float expected, float learned) {
    /** The model {@code id} without an effort, of which nothing is expected. */
    public static Turn unknown(String id) {
      return new Turn(id, id, Float.NaN, Float.NaN);
    }
  }

  /** Where the model {@code id}, at whatever effort, stands in the plan; negative: nowhere. */
  int place(String id) {
    for (int i = 0; i < plan.size(); i++) {
      if (plan.get(i).model().equals(id)) {
        return i;
      }
    }
    return -1;
  }

  /** What it was to the one at {@code place}. */
  Occasion occasion(int place) {
    Turn turn = plan.get(place);
    return new Occasion(
        tenant, virtualModel, intent, rules, turn.action(), kinds, turn.expected(), timeUnixMs);
  }
}
