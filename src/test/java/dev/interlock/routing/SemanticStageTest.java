package dev.interlock.routing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.interlock.cache.Entry;
import dev.interlock.cache.Keeping;
import dev.interlock.cache.ResponseCache;
import dev.interlock.cache.Selection;
import dev.interlock.catalog.CacheTerms;
import dev.interlock.catalog.SemanticTerms;
import dev.interlock.concurrent.Deadline;
import dev.interlock.dialect.ParsedBody;
import dev.interlock.dialect.ReadResult;
import dev.interlock.dialect.RequestReader;
import dev.interlock.dialect.replay.WholeAnswer;
import dev.interlock.embedding.EncoderFixture;
import dev.interlock.embedding.TextEncoder;
import dev.interlock.equivalence.PairCheck;
import dev.interlock.equivalence.PairHead;
import dev.interlock.inference.Api;
import dev.interlock.inference.Caller;
import dev.interlock.inference.RequestHead;
import dev.interlock.policy.RuleSpec;
import dev.interlock.proto.decision.v1.Cache;
import dev.interlock.proto.decision.v1.Decision;
import dev.interlock.semantic.SemanticCache;
import dev.interlock.semantic.SemanticView;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SemanticStageTest {
  private static final SemanticTerms MEANING = SemanticTerms.of(0.2, Duration.ofMinutes(5));
  private static final RuleSpec KEPT = RuleSpec.named("kept").cache(terms(MEANING));
  private static final String BODY =
      """
      {"model":"auto","messages":[{"role":"system","content":"Be brief."},\
      {"role":"user","content":"%s"}]}""";
  private static final String TEXT = "What is the notice period?";
  private static final Caller ACME = new Caller.Known("acme", "", List.of(), "");
  private static final PairCheck CHECK =
      new PairCheck(
          PairHead.load(Path.of("src/main/heads/pairs.bin"), "interlock-l2-2", "interlock-l2-1"));
  private static final TextEncoder ENCODER = EncoderFixture.withForward(SemanticStageTest::vector);

  private long nowMs = 1_000;
  private final ResponseCache cache =
      new ResponseCache(() -> Instant.ofEpochMilli(nowMs), () -> nowMs * 1_000_000, () -> 0);
  private double lot = 1;
  private final SemanticCache meanings =
      new SemanticCache(() -> Instant.ofEpochMilli(nowMs), () -> nowMs * 1_000_000, () -> lot);

  private static CacheTerms terms(SemanticTerms semantic) {
    return new CacheTerms(Optional.empty(), Optional.of(semantic), true, 1, List.of("faq"));
  }

  /** Texts with other words have other vectors. */
  private static float[] vector(String text) {
    float[] vector = new float[384];
    var random = new Random(text.hashCode());
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return vector;
  }

  @Test
  void an_answer_serves_once_evidence_allows_it() {
    Cache first = ask(BODY.formatted(TEXT), "Two months.");
    assertThat(first.getStatus()).isEqualTo("miss");
    assertThat(first.getMeaning().getEntry()).isEmpty();
    Cache second = ask(BODY.formatted(TEXT), "Two months.");
    assertThat(second.getStatus()).isEqualTo("miss");
    assertThat(second.getMeaning().getExplored()).isEqualTo("cold");
    assertThat(second.getMeaning().getSimilarity()).isGreaterThan(0.99);

    Cache hit = learnt();

    assertThat(hit.getStatus()).isEqualTo("hit-semantic");
    assertThat(hit.getRule()).isEqualTo("kept");
    assertThat(hit.getMeaning().getPromise().getOpen()).isTrue();
    assertThat(hit.getMeaning().getPromise().getMaxError()).isEqualTo(0.2);
    assertThat(meanings.view()).extracting(SemanticView::hits).containsExactly(1L);
  }

  @Test
  void answers_that_differ_open_nothing() {
    for (int i = 0; i < 200; i++) {
      assertThat(ask(BODY.formatted(TEXT), "It is " + i + " months.").getStatus())
          .isEqualTo("miss");
    }
    assertThat(meanings.view().getFirst().judgedRight()).isZero();
  }

  @Test
  void a_hit_is_tried_against_a_model_by_lots() {
    learnt();
    lot = 0;
    Cache drawn = ask(BODY.formatted(TEXT), "Two months.");
    assertThat(drawn.getMeaning().getExplored()).isEqualTo("drawn");
  }

  /** Nothing of one circle, or of other surroundings, is ever compared with anything of another. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Be brief.     | Be long.
          "model":"auto" | "temperature":0,"model":"auto"
          "model":"auto" | "tools":[],"model":"auto"
          "model":"auto" | "response_format":{"type":"json_object"},"model":"auto"
          "model":"auto" | "max_tokens":5,"model":"auto"
          "model":"auto" | "user":"other","model":"auto"
          """)
  void other_surroundings_are_other_questions(String old, String by) {
    assertThat(learnt().getStatus()).isEqualTo("hit-semantic");
    Cache other = ask(BODY.formatted(TEXT).replace(old, by), "Two months.");
    assertThat(other.getStatus()).isEqualTo("miss");
    assertThat(other.getMeaning().getEntry()).isEmpty();
  }

  @Test
  void other_tenants_have_their_own_answers_and_their_own_promise() {
    assertThat(learnt().getStatus()).isEqualTo("hit-semantic");
    Caller globex = new Caller.Known("globex", "", List.of(), "");
    Cache other = ask(head(globex, Map.of()), BODY.formatted(TEXT), "Two months.");
    assertThat(other.getStatus()).isEqualTo("miss");
    assertThat(other.getMeaning().getEntry()).isEmpty();
    assertThat(other.getMeaning().getPromise().getOpen()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "seed":1,"model"            | seeded
          "tools":[{"a":1}],"model"   | tools
          """)
  void requests_that_want_their_own_run_are_not_compared(String by, String why) {
    assertThat(ask(BODY.formatted(TEXT).replace("\"model\"", by), "No.").getMeaning().getBypass())
        .isEqualTo(why);
  }

  @ParameterizedTest
  @CsvSource({
    "What is the weather today?, time_sensitive",
    "Where is my order?, personal",
  })
  void texts_that_depend_on_when_or_whom_are_not_compared(String text, String why) {
    assertThat(ask(BODY.formatted(text), "No.").getMeaning().getBypass()).isEqualTo(why);
  }

  @Test
  void conversations_are_compared_only_where_a_rule_says_so_and_then_whole() {
    String second =
        BODY.formatted(TEXT)
            .replace(
                "{\"role\":\"user\"",
                "{\"role\":\"user\",\"content\":\"Hi\"},{\"role\":\"assistant\",\"content\":\"Yes?\"},{\"role\":\"user\"");
    assertThat(ask(second, "Two months.").getMeaning().getBypass()).isEqualTo("conversation");
    var history = new SemanticTerms(0.2, Duration.ofMinutes(5), false, false, true);
    RouterFixture fixture = fixture(RuleSpec.named("kept").cache(terms(history)));
    Cache last = ask(fixture, head(ACME, Map.of()), second, "Two months.");
    for (int i = 0; i < 60 && !last.getStatus().equals("hit-semantic"); i++) {
      last = ask(fixture, head(ACME, Map.of()), second, "Two months.");
    }
    assertThat(last.getStatus()).isEqualTo("hit-semantic");
    String other = second.replace("Hi", "Hello");
    assertThat(ask(fixture, head(ACME, Map.of()), other, "Two months.").getMeaning().getEntry())
        .isEmpty();
  }

  @Test
  void an_entry_that_unlike_questions_meet_is_found_no_more() {
    TextEncoder collapsed = EncoderFixture.withForward(_ -> vector("one"));
    Cache first = ask(collapsed, TEXT);
    String entry = ask(collapsed, "Who won the cup?").getMeaning().getEntry();
    assertThat(first.getMeaning().getEntry()).isEmpty();
    assertThat(entry).isNotEmpty();
    ask(collapsed, "Cancel every open order");
    assertThat(meanings.collisions().quarantined()).isZero();
    ask(collapsed, "Sing louder!");

    assertThat(meanings.collisions().quarantined()).isOne();
    assertThat(meanings.size()).isEqualTo(3);
    assertThat(ask(collapsed, TEXT).getMeaning().getRefusedBy()).isNotEmpty();
    assertThat(cache.count(Selection.ALL)).isEqualTo(4);
  }

  private Cache ask(TextEncoder encoder, String text) {
    return ask(
        fixture(KEPT).encoder(encoder), head(ACME, Map.of()), BODY.formatted(text), "Two months.");
  }

  @Test
  void an_explanation_names_the_nearest_question_and_learns_nothing() {
    Cache none = explained(fixture(KEPT), TEXT).getCache();
    assertThat(none.getMeaning().getEntry()).isEmpty();
    assertThat(meanings.view()).isEmpty();
    learnt();
    SemanticView before = meanings.view().getFirst();

    lot = 0;
    Decision same = explained(fixture(KEPT), TEXT);
    assertThat(same.getCache().getStatus()).isEqualTo("miss");
    assertThat(same.getCache().getMeaning().getRefusedBy()).isEmpty();
    assertThat(same.getCache().getMeaning().getPromise().getOpen()).isTrue();
    assertThat(ExplanationText.of(same))
        .contains("similarity 1", "may serve", "promise: at most 0.2 wrong; answers are");
    TextEncoder collapsed = EncoderFixture.withForward(_ -> vector(TEXT));
    Decision other = explained(fixture(KEPT).encoder(collapsed), "Who won 3 cups?");
    assertThat(ExplanationText.of(other)).contains(", refused by ");
    assertThat(meanings.collisions().seen()).isZero();
    assertThat(meanings.view()).containsExactly(before);
  }

  private static Decision explained(RouterFixture fixture, String text) {
    var read =
        (ReadResult.Parsed) RequestReader.read(Api.CHAT, BODY.formatted(text).getBytes(UTF_8));
    RequestHead head = head(ACME, Map.of());
    RequestRouter router = fixture.router();
    var question = router.questions().orElseThrow().of(read.body(), read.body().request(), head);
    return router.explain(read.body().request(), head, question, Deadline.NEVER).decision();
  }

  @Test
  void clients_and_age_are_heard_and_deletion_deletes() {
    assertThat(learnt().getStatus()).isEqualTo("hit-semantic");
    RequestHead fresh = head(ACME, Map.of("cache-control", "no-cache"));
    assertThat(ask(fresh, BODY.formatted(TEXT), "Two months.").getStatus()).isEqualTo("bypass");
    nowMs += Duration.ofMinutes(5).toMillis();
    assertThat(ask(BODY.formatted(TEXT), "Two months.").getStatus()).isEqualTo("miss");
    assertThat(learnt().getStatus()).isEqualTo("hit-semantic");
    assertThat(cache.delete(Selection.ALL).here()).isPositive();
    assertThat(meanings.size()).isZero();
    Cache gone = ask(BODY.formatted(TEXT), "Two months.");
    assertThat(gone.getMeaning().getEntry()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"only-if-cached"})
  void only_if_cached_asks_no_model(String control) {
    RequestHead only = head(ACME, Map.of("cache-control", control));
    RoutingOutcome none = route(fixture(KEPT), only, BODY.formatted(TEXT));
    assertThat(none.decision().getReason()).isEqualTo("not_cached");
    learnt();
    assertThat(route(fixture(KEPT), only, BODY.formatted(TEXT)))
        .isInstanceOf(RoutingOutcome.Replay.class);
  }

  @Test
  void a_question_whose_answer_was_called_bad_gets_none_of_another_question_either() {
    assertThat(learnt().getStatus()).isEqualTo("hit-semantic");
    RoutingOutcome hit = route(fixture(KEPT), head(ACME, Map.of()), BODY.formatted(TEXT));
    assertThat(cache.dislike(hit.decision().getId())).isTrue();
    for (int i = 0; i < 30; i++) {
      assertThat(ask(BODY.formatted(TEXT), "Two months.").getStatus()).isEqualTo("miss");
    }
  }

  @Test
  void an_answer_that_was_called_bad_when_it_was_gone_is_found_with_no_other_question_either() {
    TextEncoder same = EncoderFixture.withForward(_ -> vector(TEXT));
    ask(same, TEXT);
    var second =
        (RoutingOutcome.Forward)
            route(fixture(KEPT).encoder(same), head(ACME, Map.of()), BODY.formatted(TEXT + " "));
    Keeping keeping = second.keeping().orElseThrow();
    cache.keep(keeping, answer("Two months."), false);
    assertThat(meanings.size()).isEqualTo(2);
    Optional<String> id =
        cache.list(Selection.ALL, 2).stream()
            .filter(entry -> entry.keeping().equals(keeping))
            .map(Entry::id)
            .findFirst();
    Optional<String> any = Optional.empty();
    assertThat(cache.delete(new Selection(id, any, any, any, any, any)).here()).isOne();
    assertThat(meanings.size()).isOne();

    assertThat(cache.dislike(keeping.decisionId())).isTrue();
    assertThat(meanings.size()).isZero();
  }

  @Test
  void answers_that_are_refused_or_empty_tell_against_the_one_that_is_kept() {
    ask(BODY.formatted(TEXT), "Two months.");
    var second =
        (RoutingOutcome.Forward) route(fixture(KEPT), head(ACME, Map.of()), BODY.formatted(TEXT));
    second.keeping().orElseThrow().attachment().unfit();
    assertThat(meanings.view().getFirst().judgedWrong()).isOne();
  }

  /** Asks until an answer is given again; the last cache record. */
  private Cache learnt() {
    Cache last = ask(BODY.formatted(TEXT), "Two months.");
    for (int i = 0; i < 100 && !last.getStatus().equals("hit-semantic"); i++) {
      last = ask(BODY.formatted(TEXT), "Two months.");
    }
    return last;
  }

  private Cache ask(String body, String answer) {
    return ask(head(ACME, Map.of()), body, answer);
  }

  private Cache ask(RequestHead head, String body, String answer) {
    return ask(fixture(KEPT), head, body, answer);
  }

  private Cache ask(RouterFixture fixture, RequestHead head, String body, String answer) {
    RoutingOutcome outcome = route(fixture, head, body);
    if (outcome instanceof RoutingOutcome.Forward forward && forward.keeping().isPresent()) {
      cache.keep(forward.keeping().get(), answer(answer), false);
    }
    return outcome.decision().getCache();
  }

  @Test
  void what_is_observed_learns_for_itself() {
    Cache would = Cache.getDefaultInstance();
    for (int i = 0; i < 100 && !would.getStatus().equals("would-hit-semantic"); i++) {
      would = observe(BODY.formatted(TEXT));
    }
    assertThat(would.getStatus()).isEqualTo("would-hit-semantic");
    assertThat(would.getMeaning().getPromise().getOpen()).isTrue();

    Cache followed = ask(BODY.formatted(TEXT), "Two months.");
    assertThat(followed.getStatus()).isEqualTo("miss");
    assertThat(followed.getMeaning().getEntry()).isEmpty();
    assertThat(followed.getMeaning().getPromise().getOpen()).isFalse();
    assertThat(meanings.view())
        .extracting(SemanticView::rule, SemanticView::observed, SemanticView::hits)
        .containsExactly(tuple("kept", true, 1L), tuple("kept", false, 0L));
  }

  private Cache observe(String body) {
    RoutingOutcome outcome = route(fixture(KEPT).router().observer(), head(ACME, Map.of()), body);
    if (outcome instanceof RoutingOutcome.Forward forward) {
      cache.keep(forward.keeping().orElseThrow(), answer("Two months."), false);
    }
    return outcome.decision().getCache();
  }

  private static RoutingOutcome route(RouterFixture fixture, RequestHead head, String body) {
    return route(fixture.router(), head, body);
  }

  private static RoutingOutcome route(Router router, RequestHead head, String body) {
    var read = (ReadResult.Parsed) RequestReader.read(Api.CHAT, body.getBytes(UTF_8));
    ParsedBody parsed = read.body();
    var question = router.questions().orElseThrow().of(parsed, parsed.request(), head);
    return question
        .flatMap(asked -> router.recall(parsed.request(), head, asked, _ -> false))
        .orElseGet(() -> router.enforce(parsed.request(), head, question, Deadline.NEVER));
  }

  private RouterFixture fixture(RuleSpec... rules) {
    return new RouterFixture()
        .rules(rules)
        .cache(cache)
        .meanings(meanings, CHECK)
        .encoder(ENCODER)
        .clock(() -> Instant.ofEpochMilli(nowMs));
  }

  private static RequestHead head(Caller caller, Map<String, String> headers) {
    return new RequestHead("POST", "/v1/chat/completions", headers, caller);
  }

  private static WholeAnswer answer(String text) {
    String json =
        """
        {"id":"c","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,
        "message":{"role":"assistant","content":"%s"},"finish_reason":"stop"}]}
        """
            .formatted(text);
    return WholeAnswer.of(Api.CHAT, json.getBytes(UTF_8)).orElseThrow();
  }
}
