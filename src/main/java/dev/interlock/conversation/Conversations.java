package dev.interlock.conversation;

import dev.interlock.conversation.Conversation.Answered;
import dev.interlock.inference.Api;
import dev.interlock.inference.Caller;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.RequestHead;
import dev.interlock.inference.Role;
import java.security.SecureRandom;
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
  private static final int ENTRY_BYTES = 420;

  /** Bytes of each further answer, about. */
  private static final int ANSWER_BYTES = 40;

  /** Requests whose answer may still turn out to be another model's. */
  private static final int MOST_OPEN = 10_000;

  private static final Duration LONGEST_ANSWER = Duration.ofMinutes(15);

  private final Fingerprints fingerprints = new Fingerprints();

  /** Random, so that nobody who sees a sketch can try texts against it. */
  private final long likenessKey = new SecureRandom().nextLong();

  private final LongSupplier nanoTime;
  private final RecentEntries<Fingerprint, Conversation> byFingerprint;
  private final RecentEntries<String, Asked> byDecision;

  /** Where the answer to a decision is remembered. */
  private record Asked(Recollection.Known known, long atNanos) {}

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

  /** The sketch of a text's n-grams, as {@link Likeness#of}, by a key of this process. */
  public Optional<Likeness> likeness(int[] ngrams, int size) {
    return Likeness.of(ngrams, size, likenessKey);
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
    if (!settings.enabled() || !converses(request.api())) {
      return Recollection.off();
    }
    Caller caller = head.caller();
    boolean answered = request.turns().stream().anyMatch(t -> t.role() == Role.ASSISTANT);
    Fingerprints.Trail trail = fingerprints.trail(request, caller, virtualModel);
    Optional<String> name = settings.header().map(head::header).filter(each -> !each.isEmpty());
    Optional<Fingerprints.Exchange> exchange =
        name.map(each -> fingerprints.exchange(each, request, caller, virtualModel));
    var key =
        new Recollection.Known(
            trail.own(),
            name.map(
                each ->
                    new Recollection.Session(
                        fingerprints.named(each, caller, virtualModel),
                        exchange.orElseThrow().own())));
    long now = nanoTime.getAsLong();
    Optional<Conversation> latest = trail.earlier().stream().findFirst().flatMap(this::known);
    if (latest.isPresent()) {
      return new Recollection(Recollection.Source.TURNS, true, latest, true, key, now);
    }
    Optional<Conversation> asked =
        exchange.flatMap(Fingerprints.Exchange::answered).flatMap(this::known);
    if (asked.isPresent()) {
      return new Recollection(Recollection.Source.EXCHANGE, true, asked, true, key, now);
    }
    Optional<Conversation> earlier =
        trail.earlier().stream().skip(1).flatMap(each -> known(each).stream()).findFirst();
    if (earlier.isPresent() || key.session().isEmpty()) {
      return new Recollection(
          Recollection.Source.TURNS, answered || earlier.isPresent(), earlier, false, key, now);
    }
    // A session may be of several agents: only what shows no answer at all goes by the name alone.
    Optional<Conversation> past = byFingerprint.get(key.session().get().name());
    return new Recollection(
        Recollection.Source.HEADER,
        answered || past.isPresent(),
        past,
        !answered && past.isPresent(),
        key,
        now);
  }

  /** Where two models had the same turns, neither is known to be the one that is answered. */
  private Optional<Conversation> known(Fingerprint turns) {
    return byFingerprint.get(turns).filter(each -> !each.disputed());
  }

  /** Of the others none has a turn of an assistant; they would only push out those that have. */
  private static boolean converses(Api api) {
    return api != Api.EMBEDDINGS && api != Api.COMPLETIONS;
  }

  /**
   * {@code model} is asked next in the conversation of {@code recollection}.
   *
   * @param question by whose decision {@link #answered} will know it
   * @param inputTokens that it reads
   */
  public void asked(
      Recollection recollection, Conversation.Question question, String model, double inputTokens) {
    if (recollection.key() instanceof Recollection.Known known) {
      var next = new Answered(model, inputTokens, recollection.nowNanos());
      // What others of the session were asked is no part of these turns.
      Optional<Conversation> past =
          recollection.source() == Recollection.Source.HEADER
              ? Optional.empty()
              : recollection.past();
      Conversation own = and(past, next, question);
      byFingerprint.renew(
          known.turns(), before -> before.map(own::inPlaceOf).orElse(own), Conversations::bytes);
      known
          .session()
          .ifPresent(
              session -> {
                byFingerprint.renew(
                    session.name(), others -> and(others, next, question), Conversations::bytes);
                byFingerprint.put(session.exchange(), own, bytes(own));
              });
      byDecision.put(question.decisionId(), new Asked(known, recollection.nowNanos()), 1);
    }
  }

  private static Conversation and(
      Optional<Conversation> past, Answered next, Conversation.Question question) {
    return past.map(each -> each.and(next, question))
        .orElseGet(() -> new Conversation(List.of(next), question));
  }

  private static int bytes(Conversation conversation) {
    return ENTRY_BYTES + ANSWER_BYTES * (conversation.answers().size() - 1);
  }

  /** {@code model} gave the answer, whoever was asked first. */
  public void answered(String decisionId, String model) {
    byDecision
        .take(decisionId)
        .ifPresent(
            asked -> {
              byFingerprint.change(
                  asked.known().turns(),
                  known ->
                      known.has(asked.atNanos())
                          ? known.answeredBy(model, asked.atNanos())
                          : known.beside(model));
              asked
                  .known()
                  .session()
                  .ifPresent(
                      session ->
                          session
                              .all()
                              .forEach(
                                  each ->
                                      byFingerprint.change(
                                          each,
                                          known -> known.answeredBy(model, asked.atNanos()))));
            });
  }

  /** Answers that are remembered. */
  public int size() {
    return byFingerprint.size();
  }
}
