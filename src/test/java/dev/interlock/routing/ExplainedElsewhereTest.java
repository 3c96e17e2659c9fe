package dev.interlock.routing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.cache.CacheKey;
import dev.interlock.cache.Entry;
import dev.interlock.cache.EntryLabel;
import dev.interlock.cache.Mark;
import dev.interlock.cache.ResponseCache;
import dev.interlock.cache.Selection;
import dev.interlock.cache.SharedStore;
import dev.interlock.catalog.CacheTerms;
import dev.interlock.catalog.ExactTerms;
import dev.interlock.catalog.SemanticTerms;
import dev.interlock.concurrent.Deadline;
import dev.interlock.dialect.ReadResult;
import dev.interlock.dialect.RequestReader;
import dev.interlock.dialect.replay.WholeAnswer;
import dev.interlock.embedding.EncoderFixture;
import dev.interlock.equivalence.PairCheck;
import dev.interlock.equivalence.PairHead;
import dev.interlock.inference.Api;
import dev.interlock.inference.Caller;
import dev.interlock.inference.RequestHead;
import dev.interlock.policy.RuleSpec;
import dev.interlock.proto.decision.v1.Cache;
import dev.interlock.semantic.SemanticCache;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An explanation knows what only other replicas keep, as far as their store answers. */
class ExplainedElsewhereTest {
  private static final PairCheck CHECK =
      new PairCheck(
          PairHead.load(Path.of("src/main/heads/pairs.bin"), "interlock-l2-2", "interlock-l2-1"));
  private static final InstantSource CLOCK = () -> Instant.ofEpochMilli(1_000);
  private static final RequestHead HEAD =
      new RequestHead(
          "POST", "/v1/chat/completions", Map.of(), new Caller.Known("acme", "", List.of(), ""));
  private static final CacheTerms MEANT =
      terms(Optional.empty(), Optional.of(SemanticTerms.of(0.2, Duration.ofMinutes(5))));
  private static final CacheTerms EXACT =
      terms(Optional.of(new ExactTerms(Duration.ofMinutes(5), Duration.ZERO)), Optional.empty());
  private static final String BODY =
      "{\"model\":\"auto\",\"messages\":"
          + "[{\"role\":\"user\",\"content\":\"What is the notice period?\"}]}";

  /** What two replicas share, and what one hears of the other. */
  private static final class Held implements SharedStore {
    private final Map<CacheKey, Entry> entries = new ConcurrentHashMap<>();
    private Optional<Replica> hears = Optional.empty();
    private boolean answers = true;
    private Optional<CompletionStage<Reply>> instead = Optional.empty();
    private int asked;

    @Override
    public Optional<CompletionStage<Reply>> ask(CacheKey key) {
      if (!answers) {
        return Optional.empty();
      }
      asked++;
      if (instead.isPresent()) {
        return instead;
      }
      var found = new Found(Optional.ofNullable(entries.get(key)), Optional.empty(), true);
      return Optional.of(CompletableFuture.completedFuture(() -> found));
    }

    @Override
    public void keep(Entry entry, byte[] semantic) {
      entries.put(entry.keeping().key(), entry);
      hears.ifPresent(replica -> replica.added(EntryLabel.of(entry), semantic));
    }

    @Override
    public void tell(byte[] learnt) {
      hears.ifPresent(replica -> replica.learnt(learnt));
    }

    @Override
    public CompletionStage<Long> delete(Selection selection, long atMs) {
      return CompletableFuture.completedFuture(0L);
    }

    @Override
    public CompletionStage<Long> count(Selection selection) {
      return CompletableFuture.completedFuture(0L);
    }

    @Override
    public void quarantine(Mark mark) {}

    @Override
    public void drop(CacheKey key) {}
  }

  /** A replica's memory. */
  private record Memory(ResponseCache cache, SemanticCache meanings) {
    static Memory of(SharedStore store) {
      var cache = new ResponseCache(CLOCK, () -> 1_000_000_000, () -> 0);
      var meanings = new SemanticCache(CLOCK, () -> 1_000_000_000, () -> 1);
      cache.share("in common".getBytes(UTF_8), store, meanings.share(store, 1 << 20));
      return new Memory(cache, meanings);
    }
  }

  private final Held store = new Held();
  private final Memory here = Memory.of(store);
  private final Memory there = Memory.of(store);

  @BeforeEach
  void listen() {
    store.hears = Optional.of(here.cache().replica());
  }

  @Test
  void an_answer_by_meaning_is_read_for_it() {
    keepThere(MEANT);
    assertThat(here.meanings().distantSize()).isOne();
    store.answers = false;
    assertThat(explained(MEANT).getMeaning().getEntry()).as("it cannot be read").isEmpty();

    store.answers = true;
    Cache explained = explained(MEANT);
    assertThat(explained.getMeaning().getEntry())
        .isEqualTo(store.entries.values().iterator().next().id());
    assertThat(explained.getMeaning().getRefusedBy()).isEmpty();
    assertThat(here.meanings().view()).as("nothing is learnt").isEmpty();
    int asked = store.asked;
    assertThat(explained(MEANT).getMeaning().getEntry()).isNotEmpty();
    assertThat(store.asked).as("it is here now").isEqualTo(asked);
  }

  @Test
  void so_is_the_answer_to_the_very_same_question() {
    keepThere(EXACT);
    store.answers = false;
    assertThat(explained(EXACT).getStatus()).isEqualTo("miss");
    store.answers = true;
    assertThat(explained(EXACT).getStatus()).isEqualTo("would-hit-exact");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_store_that_fails_is_no_reason_not_to_explain(boolean replies) {
    keepThere(EXACT);
    keepThere(MEANT);
    store.instead =
        Optional.of(
            replies
                ? CompletableFuture.completedFuture(
                    () -> {
                      throw new IllegalStateException("garbage");
                    })
                : CompletableFuture.failedFuture(new IllegalStateException("gone")));
    assertThat(explained(EXACT).getStatus()).isEqualTo("miss");
    assertThat(explained(MEANT).getStatus()).isEqualTo("miss");
    assertThat(store.asked).isEqualTo(2);
  }

  private void keepThere(CacheTerms terms) {
    RequestRouter router = router(there, terms);
    var read = read();
    var question = router.questions().orElseThrow().of(read.body(), read.body().request(), HEAD);
    var outcome =
        (RoutingOutcome.Forward)
            router.enforce(read.body().request(), HEAD, question, Deadline.NEVER);
    there.cache().keep(outcome.keeping().orElseThrow(), answer(), false);
    assertThat(store.entries).isNotEmpty();
  }

  private Cache explained(CacheTerms terms) {
    RequestRouter router = router(here, terms);
    var read = read();
    var question = router.questions().orElseThrow().of(read.body(), read.body().request(), HEAD);
    return router
        .explain(read.body().request(), HEAD, question, Deadline.NEVER)
        .decision()
        .getCache();
  }

  private static RequestRouter router(Memory memory, CacheTerms terms) {
    return new RouterFixture()
        .rules(RuleSpec.named("kept").cache(terms))
        .cache(memory.cache())
        .meanings(memory.meanings(), CHECK)
        .encoder(EncoderFixture.withForward(_ -> vector()))
        .clock(CLOCK)
        .router();
  }

  private static float[] vector() {
    float[] vector = new float[384];
    vector[0] = 1;
    return vector;
  }

  private static ReadResult.Parsed read() {
    return (ReadResult.Parsed) RequestReader.read(Api.CHAT, BODY.getBytes(UTF_8));
  }

  private static CacheTerms terms(Optional<ExactTerms> exact, Optional<SemanticTerms> semantic) {
    return new CacheTerms(exact, semantic, true, 1, List.of());
  }

  private static WholeAnswer answer() {
    String json =
        """
        {"id":"c","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,
        "message":{"role":"assistant","content":"Two months."},"finish_reason":"stop"}]}
        """;
    return WholeAnswer.of(Api.CHAT, json.getBytes(UTF_8)).orElseThrow();
  }
}
