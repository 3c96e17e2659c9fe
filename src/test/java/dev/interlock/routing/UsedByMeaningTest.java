package dev.interlock.routing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.cache.Attachment;
import dev.interlock.cache.CacheKey;
import dev.interlock.cache.CacheSettings;
import dev.interlock.cache.Entry;
import dev.interlock.cache.Keeping;
import dev.interlock.cache.ResponseCache;
import dev.interlock.catalog.CacheTerms;
import dev.interlock.catalog.SemanticTerms;
import dev.interlock.concurrent.Deadline;
import dev.interlock.dialect.ParsedBody;
import dev.interlock.dialect.ReadResult;
import dev.interlock.dialect.RequestReader;
import dev.interlock.dialect.replay.WholeAnswer;
import dev.interlock.embedding.EncoderFixture;
import dev.interlock.embedding.Vectors;
import dev.interlock.equivalence.PairCheck;
import dev.interlock.equivalence.PairHead;
import dev.interlock.inference.Api;
import dev.interlock.inference.Caller;
import dev.interlock.inference.RequestHead;
import dev.interlock.policy.RuleSpec;
import dev.interlock.semantic.SemanticCache;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What answers questions that mean the same stays as what answers the very same question does. */
class UsedByMeaningTest {
  private static final String BODY =
      """
      {"model":"auto","messages":[{"role":"user","content":"What is the notice period?"}]}""";
  private static final String ANSWER =
      """
      {"id":"c","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,\
      "message":{"role":"assistant","content":"Two months."},"finish_reason":"stop"}]}""";
  private static final RequestHead HEAD =
      new RequestHead(
          "POST", "/v1/chat/completions", Map.of(), new Caller.Known("acme", "", List.of(), ""));
  private static final SemanticTerms MEANING = SemanticTerms.of(0.2, Duration.ofMinutes(5));
  private static final PairCheck CHECK =
      new PairCheck(
          PairHead.load(Path.of("src/main/heads/pairs.bin"), "interlock-l2-2", "interlock-l2-1"));

  private final ResponseCache cache =
      new ResponseCache(() -> Instant.ofEpochMilli(1_000), () -> 0, () -> 0);
  private final SemanticCache meanings =
      new SemanticCache(() -> Instant.ofEpochMilli(1_000), () -> 0, () -> 1);
  private final Router router =
      new RouterFixture()
          .rules(
              RuleSpec.named("kept")
                  .cache(
                      new CacheTerms(
                          Optional.empty(), Optional.of(MEANING), true, 1, List.of("faq"))))
          .cache(cache)
          .meanings(meanings, CHECK)
          .encoder(EncoderFixture.withForward(_ -> vector()))
          .clock(() -> Instant.ofEpochMilli(1_000))
          .router();

  private static float[] vector() {
    var random = new Random(7);
    float[] vector = new float[384];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    Vectors.normalize(vector);
    return vector;
  }

  @Test
  void it_is_not_the_first_to_go() {
    cache.use(new CacheSettings(100_000, 10_000, ""));
    Keeping kept = learnt();

    for (int i = 0; i < 1_000; i++) {
      Entry other = keep(kept, i);
      for (int asked = 0; asked < 5; asked++) {
        cache.used(other);
      }
      // After a hundred more a verdict would be due.
      if (i % 11 == 0) {
        assertThat(ask(" ")).as("after " + i).isInstanceOf(RoutingOutcome.Replay.class);
      }
    }
    assertThat(cache.counts().evicted()).isGreaterThan(500);
  }

  /** Asks until the answer is given again; how the last one is kept. */
  private Keeping learnt() {
    RoutingOutcome last = ask("");
    Optional<Keeping> kept = Optional.empty();
    for (int i = 0; i < 100 && last instanceof RoutingOutcome.Forward forward; i++) {
      kept = forward.keeping();
      cache.keep(kept.orElseThrow(), answer(), false);
      last = ask("");
    }
    return kept.orElseThrow();
  }

  /** Keeps an entry that is found by its key alone. */
  private Entry keep(Keeping like, int number) {
    var keeping =
        new Keeping(
            CacheKey.from(ByteBuffer.allocate(32).putInt(number).array()).orElseThrow(),
            "d" + number,
            like.model(),
            like.signals(),
            like.tenant(),
            like.virtualModel(),
            like.intent(),
            like.objective(),
            like.failureCost(),
            like.ttl(),
            like.tags(),
            like.revision(),
            Attachment.NONE);
    cache.keep(keeping, answer(), false);
    return Entry.of(keeping, answer(), false, 1_000, 2_000);
  }

  private RoutingOutcome ask(String end) {
    byte[] body = BODY.replace("?", "?" + end).getBytes(UTF_8);
    var read = (ReadResult.Parsed) RequestReader.read(Api.CHAT, body);
    ParsedBody parsed = read.body();
    var question = router.questions().orElseThrow().of(parsed, parsed.request(), HEAD);
    return question
        .flatMap(asked -> router.recall(parsed.request(), HEAD, asked, _ -> false))
        .orElseGet(() -> router.enforce(parsed.request(), HEAD, question, Deadline.NEVER));
  }

  private static WholeAnswer answer() {
    return WholeAnswer.of(Api.CHAT, ANSWER.getBytes(UTF_8)).orElseThrow();
  }
}
