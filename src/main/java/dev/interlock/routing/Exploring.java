package dev.interlock.routing;

import dev.interlock.catalog.Model;
import dev.interlock.conversation.Recollection;
import dev.interlock.inference.Api;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.Role;
import dev.interlock.policy.Verdict;
import dev.interlock.proto.decision.v1.Exploration;
import dev.interlock.selection.Scored;
import dev.interlock.selection.Selection;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;

/**
 * Tries another candidate than the best now and then, so that feedback tells of those, too. Only at
 * the beginning of a conversation, only where a wrong answer can be undone and no rule objects, and
 * only candidates about as likely to suffice: which reach the floor where a rule states one.
 * Immutable.
 */
final class Exploring {
  /** How much less likely to suffice than the best a candidate may be. */
  private static final double MARGIN = 0.1;

  private final Selection selection;
  private final Optional<Exploration> record;

  private Exploring(Selection selection, Optional<Exploration> record) {
    this.selection = selection;
    this.record = record;
  }

  /**
   * What is given.
   *
   * @param awake whether a model neither rests nor is on trial
   */
  record Given(
      InferenceRequest request,
      Verdict verdict,
      Stakes stakes,
      Recollection recollection,
      Predicate<Model> awake) {
    private boolean lets() {
      return verdict.mayExplore()
          && stakes.reversible()
          && recollection.past().isEmpty()
          && !recollection.answered()
          // Its turns may be with the server that answered them.
          && request.api() != Api.RESPONSES
          && request.turns().stream().noneMatch(turn -> turn.role() == Role.ASSISTANT)
          && !request.toolCallOpen();
    }

    private boolean lets(Scored other, Scored best) {
      boolean floor = !verdict.stated().objectiveRule().isEmpty();
      return awake.test(other.action().model())
          && other.chance() >= best.chance() - MARGIN
          && (other.meetsQuality() || !floor);
    }
  }

  /**
   * {@code best}, or another one in its place.
   *
   * @param share of the requests that try another
   * @param lot evenly spread over [0, 1)
   */
  static Exploring of(Selection best, Given given, double share, DoubleSupplier lot) {
    boolean compared =
        best.basis() == Selection.Basis.CHEAPEST_SUFFICIENT
            || best.basis() == Selection.Basis.HIGHEST_CHANCE;
    if (share == 0 || !compared || !given.lets()) {
      return new Exploring(best, Optional.empty());
    }
    Scored first = best.plan().getFirst();
    if (!given.awake.test(first.action().model())) {
      // It has its trial.
      return new Exploring(best, Optional.empty());
    }
    List<Scored> others =
        best.plan().stream().skip(1).filter(each -> given.lets(each, first)).toList();
    if (others.isEmpty()) {
      return new Exploring(best, Optional.empty());
    }
    double drawn = lot.getAsDouble();
    var record = Exploration.newBuilder().setShare(share).setAlternatives(others.size());
    if (drawn >= share) {
      return new Exploring(best, Optional.of(record.setPropensity(1 - share).build()));
    }
    int place = Math.min(others.size() - 1, (int) (drawn / share * others.size()));
    record.setPropensity(share / others.size()).setBest(first.action().name());
    return new Exploring(best.exploring(others.get(place)), Optional.of(record.build()));
  }

  Selection selection() {
    return selection;
  }

  /** For the decision record; empty where nothing could be tried. */
  Optional<Exploration> record() {
    return record;
  }
}
