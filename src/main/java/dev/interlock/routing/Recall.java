package dev.interlock.routing;

import dev.interlock.cache.Attachment;
import dev.interlock.cache.CacheKey;
import dev.interlock.cache.Question;
import dev.interlock.cache.Questions;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.RequestHead;
import dev.interlock.semantic.Look;
import dev.interlock.telemetry.FailureNote;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The outcome of requests that were answered before. Thread-safe; never throws. */
final class Recall {
  private static final Logger LOG = LoggerFactory.getLogger(Recall.class);

  private final RouterSetup setup;
  private final RouterEnvironment environment;
  private final Targets targets;
  private final CacheStage cache;
  private final Function<Optional<Question>, Manner> manners;
  private final Optional<Questions> questions;

  /**
   * Recalls.
   *
   * @param manners how requests are decided that ask this
   */
  Recall(
      RouterSetup setup,
      RouterEnvironment environment,
      Targets targets,
      CacheStage cache,
      Function<Optional<Question>, Manner> manners) {
    this.setup = setup;
    this.environment = environment;
    this.targets = targets;
    this.cache = cache;
    this.manners = manners;
    this.questions =
        setup.policy().keepsAnswers()
            ? Optional.of(
                new Questions(
                    environment.cache(),
                    cache.lens(),
                    setup.marked(),
                    setup.policy().keepsMeanings()))
            : Optional.empty();
  }

  /** Tells what requests ask; empty where no rule keeps answers. */
  Optional<Questions> questions() {
    return questions;
  }

  /**
   * The outcome for a request that no model need be asked for.
   *
   * @param renews whether this request asks a model anew where an answer's time is over, by when it
   *     came
   */
  Optional<RoutingOutcome> of(
      InferenceRequest request, RequestHead head, Question question, LongPredicate renews) {
    try {
      Optional<Targets.Virtual> virtual = targets.virtual(request.model(), head.caller());
      Optional<CacheStage.Target> target = target(virtual, request);
      if (target.isEmpty()) {
        return Optional.empty();
      }
      Optional<CacheHit> hit = cache.find(question, target.get(), request, head);
      boolean onlyWordByWord = question.surroundings().isEmpty() || virtual.isEmpty();
      if (hit.isEmpty() && !(question.freshness().onlyIfCached() && onlyWordByWord)) {
        return Optional.empty();
      }
      if (hit.filter(CacheHit::stale)
          .filter(old -> renews.test(old.entry().createdMs()))
          .isPresent()) {
        return Optional.empty();
      }
      DecisionRecord record = DecisionRecord.begin(environment, setup.generation(), request, head);
      virtual.ifPresent(v -> record.virtualModel(v.virtualModel().name()));
      if (hit.isEmpty()) {
        record.cache(true, "", Optional.empty());
        return Optional.of(Rejections.notCached(record));
      }
      return Optional.of(replay(hit.get(), virtual, request, head, record));
    } catch (RuntimeException | StackOverflowError | LinkageError e) {
      LOG.error("cache lookup failed: {}", FailureNote.of(e));
      return Optional.empty();
    }
  }

  /** Asks other replicas, if some rule may let what they have answer. */
  Optional<CompletionStage<Runnable>> fetch(
      InferenceRequest request, RequestHead head, Question question) {
    return guarded(
        () ->
            cache.isShared() && mayAnswer(request, head, question)
                ? cache.fetch(question)
                : Optional.empty());
  }

  /** Whether some rule may let the answer serve that another request is getting. */
  boolean mayWait(InferenceRequest request, RequestHead head, Question question) {
    return guarded(() -> Optional.of(mayAnswer(request, head, question))).orElse(false);
  }

  private boolean mayAnswer(InferenceRequest request, RequestHead head, Question question) {
    return target(targets.virtual(request.model(), head.caller()), request)
        .filter(target -> cache.mayAnswer(question, target, request, head))
        .isPresent();
  }

  /** Looking is no reason to fail. */
  private static <T> Optional<T> guarded(Supplier<Optional<T>> looking) {
    try {
      return looking.get();
    } catch (RuntimeException | StackOverflowError | LinkageError e) {
      LOG.error("cache lookup failed: {}", FailureNote.of(e));
      return Optional.empty();
    }
  }

  private Optional<CacheStage.Target> target(
      Optional<Targets.Virtual> virtual, InferenceRequest request) {
    return virtual.<CacheStage.Target>map(v -> v).or(() -> targets.physical(request.model()));
  }

  /**
   * What was found among questions that mean the same.
   *
   * @param outcome if nobody need be asked
   * @param attachment for the answer that a model gives else
   * @param fetched if an answer is on its way that might do: look again then
   */
  record Found(
      Optional<RoutingOutcome> outcome,
      Attachment attachment,
      Optional<CompletionStage<Runnable>> fetched) {
    private static final Found NOTHING = of(Optional.empty(), Attachment.NONE);

    private static Found of(Optional<RoutingOutcome> outcome, Attachment attachment) {
      return new Found(outcome, attachment, Optional.empty());
    }
  }

  /** Says in {@code record} what is kept for the very same question, if that is only looked at. */
  void peek(Manner manner, Function<Question, CacheStage.Lookup> lookup, DecisionRecord record) {
    if (!manner.caches()) {
      manner.question().map(lookup).flatMap(this::same).ifPresent(record::would);
    }
  }

  private Optional<CacheHit> same(CacheStage.Lookup asked) {
    return guarded(
        () -> cache.find(asked.question(), asked.target(), asked.request(), asked.head()));
  }

  /**
   * Looks for an answer to a question that means the same; or says what there is, if that is only
   * looked at.
   *
   * @param fetches whether other replicas may be asked for one
   */
  Found byMeaning(
      Manner manner,
      Function<Question, CacheStage.Lookup> lookup,
      DecisionRecord record,
      boolean fetches) {
    Optional<Question> question = manner.question();
    if (question.isEmpty()) {
      return Found.NOTHING;
    }
    if (!manner.caches()) {
      peek(manner, lookup, record);
    }
    CacheStage.Lookup asked = lookup.apply(question.get());
    Optional<Look> look =
        guarded(() -> manner.caches() ? cache.look(asked, fetches) : cache.peek(asked, fetches));
    if (look.orElse(null) instanceof Look.Elsewhere(CacheKey key)) {
      Optional<CompletionStage<Runnable>> fetched = cache.fetch(key);
      return fetched.isPresent()
          ? new Found(Optional.empty(), Attachment.NONE, fetched)
          : byMeaning(manner, lookup, record, false);
    }
    look.ifPresent(record::meaning);
    if (!manner.caches()) {
      return Found.NOTHING;
    }
    return switch (look.orElse(null)) {
      case Look.Hit hit -> {
        environment.cache().used(hit.entry());
        Optional<Targets.Virtual> virtual =
            targets.virtual(asked.request().model(), asked.head().caller());
        yield Found.of(
            Optional.of(
                replay(cache.hit(hit, asked), virtual, asked.request(), asked.head(), record)),
            Attachment.NONE);
      }
      case Look.Miss miss -> Found.of(notCached(question.get(), record), miss.attachment());
      case Look.Bypassed _, Look.Elsewhere _ ->
          Found.of(notCached(question.get(), record), Attachment.NONE);
      case null -> Found.of(notCached(question.get(), record), Attachment.NONE);
    };
  }

  private static Optional<RoutingOutcome> notCached(Question question, DecisionRecord record) {
    if (!question.freshness().onlyIfCached()) {
      return Optional.empty();
    }
    record.cache(true, "", Optional.empty());
    return Optional.of(Rejections.notCached(record));
  }

  /** The outcome that {@code hit} is; it is told of as an answer that a model gives now. */
  RoutingOutcome replay(
      CacheHit hit,
      Optional<Targets.Virtual> virtual,
      InferenceRequest request,
      RequestHead head,
      DecisionRecord record) {
    record.verdict(hit.verdict());
    cache.served(hit, record.id());
    if (virtual.isEmpty()) {
      record.named(hit.model());
      return record.replay(hit);
    }
    var recollection =
        environment
            .conversations()
            .recall(request, head, virtual.get().virtualModel().name(), setup.conversation());
    // No provider read anything: nothing of it is in a prompt cache.
    manners
        .apply(Optional.empty())
        .asks(
            new Manner.Asked(recollection, record.id(), hit.model(), 0, request, Optional.empty()));
    return record.replay(hit);
  }
}
