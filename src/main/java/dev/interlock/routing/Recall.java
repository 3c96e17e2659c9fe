package dev.interlock.routing;

import dev.interlock.cache.Question;
import dev.interlock.cache.Questions;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.RequestHead;
import dev.interlock.telemetry.FailureNote;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The outcome of requests that were answered before. Thread-safe; never throws. */
final class Recall {
  private static final Logger LOG = LoggerFactory.getLogger(Recall.class);

  private final RouterSetup setup;
  private final RouterEnvironment environment;
  private final Targets targets;
  private final CacheStage cache;
  private final Optional<Questions> questions;

  Recall(RouterSetup setup, RouterEnvironment environment, Targets targets, CacheStage cache) {
    this.setup = setup;
    this.environment = environment;
    this.targets = targets;
    this.cache = cache;
    this.questions =
        setup.policy().keepsAnswers()
            ? Optional.of(new Questions(environment.cache(), setup.lens(), setup.marked()))
            : Optional.empty();
  }

  /** Tells what requests ask; empty where no rule keeps answers. */
  Optional<Questions> questions() {
    return questions;
  }

  /** The outcome for a request that no model need be asked for. */
  Optional<RoutingOutcome> of(InferenceRequest request, RequestHead head, Question question) {
    try {
      Optional<Targets.Virtual> virtual = targets.virtual(request.model(), head.caller());
      Optional<CacheStage.Target> target = target(virtual, request);
      if (target.isEmpty()) {
        return Optional.empty();
      }
      Optional<CacheStage.Hit> hit = cache.find(question, target.get(), request, head);
      if (hit.isEmpty() && !question.freshness().onlyIfCached()) {
        return Optional.empty();
      }
      DecisionRecord record = DecisionRecord.begin(environment, setup.generation(), request, head);
      virtual.ifPresent(v -> record.virtualModel(v.virtualModel().name()));
      if (hit.isEmpty()) {
        record.cache(true, "", Optional.empty());
        return Optional.of(Rejections.notCached(record));
      }
      tell(hit.get(), virtual, request, head, record);
      return Optional.of(record.replay(hit.get()));
    } catch (RuntimeException | StackOverflowError | LinkageError e) {
      LOG.error("cache lookup failed: {}", FailureNote.of(e));
      return Optional.empty();
    }
  }

  /** Asks other replicas, if some rule may let what they have answer. */
  Optional<CompletionStage<Runnable>> fetch(
      InferenceRequest request, RequestHead head, Question question) {
    try {
      return cache.isShared()
          ? target(targets.virtual(request.model(), head.caller()), request)
              .filter(target -> cache.mayAnswer(question, target, request, head))
              .flatMap(_ -> cache.fetch(question))
          : Optional.empty();
    } catch (RuntimeException | StackOverflowError | LinkageError e) {
      LOG.error("shared cache lookup failed: {}", FailureNote.of(e));
      return Optional.empty();
    }
  }

  private Optional<CacheStage.Target> target(
      Optional<Targets.Virtual> virtual, InferenceRequest request) {
    return virtual.<CacheStage.Target>map(v -> v).or(() -> targets.physical(request.model()));
  }

  /** A kept answer is told of as one that a model gives now. */
  private void tell(
      CacheStage.Hit hit,
      Optional<Targets.Virtual> virtual,
      InferenceRequest request,
      RequestHead head,
      DecisionRecord record) {
    record.verdict(hit.verdict());
    cache.served(hit, record.id());
    if (virtual.isEmpty()) {
      record.named(hit.model());
      return;
    }
    var recollection =
        environment
            .conversations()
            .recall(request, head, virtual.get().virtualModel().name(), setup.conversation());
    // No provider read anything: nothing of it is in a prompt cache.
    new Following(environment, Optional.empty())
        .asks(
            new Manner.Asked(recollection, record.id(), hit.model(), 0, request, Optional.empty()));
  }
}
