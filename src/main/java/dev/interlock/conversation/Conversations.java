package dev.interlock.conversation;

import dev.interlock.conversation.Conversation.Answered;
import dev.interlock.inference.Caller;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.RequestHead;
import dev.interlock.inference.Role;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Remembers who answered in which conversation: bounded in bytes and time, without a word of any.
 * It outlives configurations, as conversations do. Another replica remembers nothing of it.
 * Thread-safe.
 */
public final class Conversations {
  /** Bytes of a key, a conversation of one answer and what the map needs for both, about. */
  private static final int ENTRY_BYTES = 240;

  /** Bytes of each further answer, about. */
  private static final int ANSWER_BYTES = 40;

  /** Requests whose answer may still turn out to be another model's. */
  private static final int MOST_OPEN = 10_000;

  private static final Duration LONGEST_ANSWER = Duration.ofMinutes(15);

  private final Fingerprints fingerprints = new Fingerprints();
  private final LongSupplier nanoTime;
  private final RecentEntries<Fingerprint, Conversation> byFingerprint;
  private final RecentEntries<String, Asked> byDecision;

  /** Where the answer to a decision is remembered. */
  private record Asked(Fingerprint fingerprint, long atNanos) {}

  /**
   * An empty memory.
   *
   * @param nanoTime a clock such as {@link System#nanoTime}
   */
  public Conversations(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    byFingerprint =
        new RecentEntries<>(
            nanoTime,
            ConversationSettings.DEFAULT.memoryBytes(),
            ConversationSettings.DEFAULT.ttl());
    byDecision = new RecentEntries<>(nanoTime, MOST_OPEN, LONGEST_ANSWER);
  }

  /** Goes by the bounds of {@code changed} from now on. */
  public void use(ConversationSettings changed) {
    byFingerprint.bound(changed.memoryBytes(), changed.ttl());
    if (!changed.enabled()) {
      forget();
    }
  }

  /** Remembers nothing any more, as after requests that nobody sent. */
  public void forget() {
    byFingerprint.clear();
    byDecision.clear();
  }

  /** What is remembered of the conversation that {@code request} belongs to. */
  public Recollection recall(
      InferenceRequest request,
      RequestHead head,
      String virtualModel,
      ConversationSettings settings) {
    if (!settings.enabled()) {
      return Recollection.off();
    }
    Caller caller = head.caller();
    boolean answered = request.turns().stream().anyMatch(t -> t.role() == Role.ASSISTANT);
    String name = settings.header().map(head::header).orElse("");
    if (!name.isEmpty()) {
      Fingerprint own = fingerprints.named(name, caller, virtualModel);
      return recollection(Recollection.Source.HEADER, answered, own, List.of(own));
    }
    Fingerprints.Trail trail = fingerprints.trail(request, caller, virtualModel);
    return recollection(Recollection.Source.TURNS, answered, trail.own(), trail.earlier());
  }

  private Recollection recollection(
      Recollection.Source source, boolean answered, Fingerprint own, List<Fingerprint> earlier) {
    Optional<Conversation> past =
        earlier.stream().flatMap(each -> byFingerprint.get(each).stream()).findFirst();
    return new Recollection(
        source,
        answered || past.isPresent(),
        past,
        new Recollection.Known(own),
        nanoTime.getAsLong());
  }

  /**
   * {@code model} is asked next in the conversation of {@code recollection}.
   *
   * @param decisionId by which {@link #answered} will know it
   * @param inputTokens that it reads
   */
  public void asked(
      Recollection recollection, String decisionId, String model, double inputTokens) {
    if (recollection.key() instanceof Recollection.Known(Fingerprint fingerprint)) {
      var next = new Answered(model, inputTokens, recollection.nowNanos());
      Conversation conversation =
          recollection
              .past()
              .map(past -> past.and(next))
              .orElseGet(() -> new Conversation(List.of(next)));
      int bytes = ENTRY_BYTES + ANSWER_BYTES * (conversation.answers().size() - 1);
      byFingerprint.put(fingerprint, conversation, bytes);
      byDecision.put(decisionId, new Asked(fingerprint, recollection.nowNanos()), 1);
    }
  }

  /** {@code model} gave the answer, whoever was asked first. */
  public void answered(String decisionId, String model) {
    byDecision
        .take(decisionId)
        .ifPresent(
            asked ->
                byFingerprint.change(
                    asked.fingerprint(),
                    conversation -> conversation.answeredBy(model, asked.atNanos())));
  }

  /** Answers that are remembered. */
  public int size() {
    return byFingerprint.size();
  }
}
