package dev.interlock.routing;

import dev.interlock.catalog.Model;
import dev.interlock.conversation.Conversation;
import dev.interlock.conversation.ConversationSettings;
import dev.interlock.conversation.Recollection;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.selection.Loser;
import dev.interlock.selection.Loss;
import dev.interlock.selection.Scored;
import dev.interlock.selection.Selection;
import dev.interlock.selection.Standing;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What one request's conversation means to the choice among {@code models}, and what the record
 * says of it. Immutable.
 */
final class Continuity {
  /** The margin doubles with each recent change, up to this share. */
  private static final double LARGEST_MARGIN = 0.9;

  private final List<Model> models;
  private final Recollection recollection;
  private final Standing standing;
  private final boolean toolCallOpen;

  /**
   * @param models of the candidates, by index: one may be there at several efforts
   * @param inputTokens of the request
   */
  Continuity(
      List<Model> models,
      InferenceRequest request,
      double inputTokens,
      Recollection recollection,
      ConversationSettings settings) {
    this.models = models;
    this.recollection = recollection;
    this.toolCallOpen = request.toolCallOpen();
    this.standing =
        recollection
            .past()
            .map(past -> standing(past, inputTokens, settings))
            .orElse(Standing.NONE);
  }

  private Standing standing(Conversation past, double inputTokens, ConversationSettings settings) {
    double[] cached = new double[models.size()];
    for (int i = 0; i < cached.length; i++) {
      Model model = models.get(i);
      cached[i] =
          model.price().cachedInput().isEmpty() || !recollection.cached()
              ? 0
              : past.latest(model.id())
                  .filter(
                      answer ->
                          recollection.nowNanos() - answer.atNanos()
                              <= settings.promptCache().toNanos())
                  .map(answer -> Math.min(answer.inputTokens(), inputTokens))
                  .orElse(0.0);
    }
    double margin = Math.min(LARGEST_MARGIN, Math.scalb(settings.margin(), past.switches()));
    return new Standing(indices(past.model()), isOwnCallOpen(), margin, settings.band(), cached);
  }

  /** Whether the open tool call is known to be of the model that answered last. */
  private boolean isOwnCallOpen() {
    return toolCallOpen && recollection.latest();
  }

  private Set<Integer> indices(String model) {
    return IntStream.range(0, models.size())
        .filter(i -> models.get(i).id().equals(model))
        .boxed()
        .collect(Collectors.toUnmodifiableSet());
  }

  /** How the candidates stand. */
  Standing standing() {
    return standing;
  }

  /** What came of it; empty where nothing is remembered of any conversation. */
  Optional<dev.interlock.proto.decision.v1.Conversation> record(
      Selection selection, double costWeight) {
    if (recollection.source() == Recollection.Source.OFF) {
      return Optional.empty();
    }
    var conversation =
        dev.interlock.proto.decision.v1.Conversation.newBuilder()
            .setCode(code(selection).code())
            .setKnownBy(
                switch (recollection.source()) {
                  case TURNS -> "turns";
                  case EXCHANGE, HEADER -> "header";
                  case OFF -> "";
                })
            .setToolCallOpen(toolCallOpen);
    recollection
        .past()
        .ifPresent(past -> conversation.setModel(past.model()).setSwitches(past.switches()));
    standing.incumbent().stream()
        .min(Integer::compare)
        .ifPresent(
            incumbent -> {
              double cached = standing.cachedTokens(incumbent);
              conversation
                  .setCachedTokens(cached)
                  .setCacheUsd(costWeight * models.get(incumbent).price().discount(cached));
              selection.plan().stream()
                  .filter(each -> standing.isIncumbent(each.index()))
                  .findFirst()
                  .ifPresent(each -> conversation.setMarginUsd(standing.margin() * each.score()));
            });
    return Optional.of(conversation.build());
  }

  /** Of a model at several efforts one that was scored speaks for all: it could have stayed. */
  private ConversationCode code(Selection selection) {
    if (recollection.past().isEmpty()) {
      return recollection.answered() ? ConversationCode.UNKNOWN : ConversationCode.FIRST;
    }
    if (standing.incumbent().isEmpty()) {
      return ConversationCode.GONE;
    }
    Optional<Scored> chosen = selection.plan().stream().findFirst();
    if (chosen.filter(each -> standing.isIncumbent(each.index())).isPresent()) {
      return isOwnCallOpen()
          ? ConversationCode.TOOL_CALL
          : selection.basis() == Selection.Basis.HELD
              ? ConversationCode.HELD
              : ConversationCode.SAME;
    }
    return selection.losers().stream()
        .filter(loser -> standing.isIncumbent(loser.index()))
        .map(Loser::loss)
        .map(Continuity::parted)
        .min(Comparator.comparing(code -> code != ConversationCode.SWITCHED))
        .orElse(ConversationCode.SWITCHED);
  }

  /** Why the model that answered so far does not answer now. */
  private static ConversationCode parted(Loss loss) {
    return switch (loss) {
      case Loss.Disallowed _,
          Loss.ApiNotServed _,
          Loss.CapabilityMissing _,
          Loss.EffortUnfit _,
          Loss.ContextTooSmall _ ->
          ConversationCode.BARRED;
      case Loss.Resting _ -> ConversationCode.RESTING;
      case Loss.NotScored _ -> ConversationCode.UNSCORED;
      case Loss.LowQuality _, Loss.Uncertified _, Loss.Held _, Loss.Explored _, Loss.Outscored _ ->
          ConversationCode.SWITCHED;
    };
  }
}
