package dev.interlock.memory;

import java.util.List;

/**
 * A decision that is followed, as it was made. Do not modify the arrays.
 *
 * @param tenant as in {@link Occasion}
 * @param virtualModel as in {@link Occasion}
 * @param intent as in {@link Occasion}
 * @param rules as in {@link Occasion}
 * @param plan who is asked, in turn, as actions' names; 1 to {@value #MOST}
 * @param expected by place in the plan: the chance before what memory added, NaN if none
 * @param learned by place in the plan: the chance with it, whether it was added or not
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
    List<String> plan,
    float[] expected,
    float[] learned,
    float[] kinds,
    String bundle,
    long timeUnixMs) {
  /** The longest plan that is remembered. */
  public static final int MOST = 8;

  public Decided {
    rules = List.copyOf(rules);
    plan = List.copyOf(plan);
    if (plan.isEmpty()
        || plan.size() > MOST
        || expected.length != plan.size()
        || learned.length != plan.size()) {
      throw new IllegalArgumentException(
          "plan: %d with %d and %d chances (expected: the same, 1..%d)"
              .formatted(plan.size(), expected.length, learned.length, MOST));
    }
  }

  /** Where the model {@code id}, at whatever effort, stands in the plan; negative: nowhere. */
  int place(String id) {
    for (int i = 0; i < plan.size(); i++) {
      String name = plan.get(i);
      if (name.startsWith(id)
          && (name.length() == id.length() || name.charAt(id.length()) == '@')) {
        return i;
      }
    }
    return -1;
  }

  /** What it was to the one at {@code place}. */
  Occasion occasion(int place) {
    return new Occasion(
        tenant, virtualModel, intent, rules, plan.get(place), kinds, expected[place], timeUnixMs);
  }
}
