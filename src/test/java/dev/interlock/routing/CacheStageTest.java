package dev.interlock.routing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.cache.Filling;
import dev.interlock.cache.Keeping;
import dev.interlock.cache.Question;
import dev.interlock.cache.ResponseCache;
import dev.interlock.catalog.CacheTerms;
import dev.interlock.catalog.ExactTerms;
import dev.interlock.concurrent.Deadline;
import dev.interlock.dialect.ParsedBody;
import dev.interlock.dialect.ReadResult;
import dev.interlock.dialect.RequestReader;
import dev.interlock.dialect.replay.WholeAnswer;
import dev.interlock.failover.Breakers;
import dev.interlock.inference.Api;
import dev.interlock.inference.Caller;
import dev.interlock.inference.RequestHead;
import dev.interlock.policy.RuleSpec;
import dev.interlock.proto.decision.v1.Decision;
import dev.interlock.signal.SignalValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CacheStageTest {
  private static final CacheTerms TERMS = terms(Duration.ofMinutes(1), Duration.ZERO);
  private static final RuleSpec KEPT = RuleSpec.named("kept").cache(TERMS);
  private static final String BODY =
      "{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":\"What?\"}]}";
  private static final String USAGE = ",\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":2}";
  private static final Caller ACME = new Caller.Known("acme", "", List.of(), "");
  private static final RequestHead HEAD = RouterFixture.head().from(ACME);

  private long nowMs = 1_000;
  private boolean renews;
  private final ResponseCache cache =
      new ResponseCache(() -> Instant.ofEpochMilli(nowMs), () -> nowMs * 1_000_000, () -> 0);

  @Test
  void what_was_answered_once_needs_neither_model_nor_signals() {
    RouterFixture fixture = fixture(KEPT);
    Decision first = keep(fixture, BODY);
    assertThat(first.getCache().getStatus()).isEqualTo("miss");
    int evaluations = fixture.evaluations();

    Decision again = recall(fixture.router(), HEAD, BODY).orElseThrow().decision();

    assertThat(again.getReason()).isEqualTo("cache_exact");
    assertThat(again.getOutcome().getCached().getModel())
        .isEqualTo(first.getOutcome().getForward().getModel());
    assertThat(again.getCache().getDecision()).isEqualTo(first.getId());
    assertThat(again.getCache().getRule()).isEqualTo("kept");
    assertThat(fixture.evaluations()).isEqualTo(evaluations);
  }

  @Test
  void the_rules_of_today_judge_who_asks_today() {
    keep(fixture(KEPT), BODY);
    RuleSpec home =
        RuleSpec.named("home")
            .when("request.headers['x-class'] == 'secret'")
            .allow("'eu' in model.tags");
    RuleSpec never = RuleSpec.named("never").when("request.path == '/x'").refuse("No.");
    RequestHead secret = head(Map.of("x-class", "secret"));
    RequestHead plain = head(Map.of("x-class", ""));

    assertThat(recall(fixture(KEPT, home).router(), plain, BODY)).isPresent();
    assertThat(recall(fixture(KEPT, home).router(), secret, BODY)).isEmpty();
    assertThat(recall(fixture(KEPT, never.when("true")).router(), HEAD, BODY)).isEmpty();
    assertThat(
            recall(fixture(RuleSpec.named("off").cache(CacheTerms.OFF), KEPT).router(), HEAD, BODY))
        .isEmpty();
    CacheTerms brief = terms(Duration.ofSeconds(10), Duration.ZERO);
    nowMs += 10_000;
    assertThat(recall(fixture(KEPT).router(), HEAD, BODY)).isPresent();
    assertThat(recall(fixture(RuleSpec.named("brief").cache(brief)).router(), HEAD, BODY))
        .isEmpty();
    assertThat(
            recall(
                fixture(RuleSpec.named("strict").cache(CacheTerms.exact(Duration.ofHours(1))))
                    .router(),
                HEAD,
                BODY))
        .isEmpty();
    assertThat(
            recall(
                fixture(KEPT).models(RouterFixture.SMALL).fallback(RouterFixture.SMALL).router(),
                HEAD,
                BODY))
        .isEmpty();
  }

  @Test
  void who_is_owed_a_better_model_gets_no_answer_of_a_lesser_one() {
    RuleSpec premium =
        RuleSpec.named("premium").when("'x-premium' in request.headers").quality(0.99);
    RequestHead owed = head(Map.of("x-request-id", "", "x-premium", ""));
    keep(fixture(premium, KEPT), BODY);
    assertThat(recall(fixture(premium, KEPT).router(), HEAD, BODY)).isPresent();
    RuleSpec always = RuleSpec.named("premium").quality(0.99);
    assertThat(recall(fixture(always, KEPT).router(), HEAD, BODY)).isEmpty();
    assertThat(recall(fixture(premium, KEPT).router(), owed, BODY)).isEmpty();
  }

  @Test
  void an_answer_of_unknown_cost_serves_only_streams_that_need_not_say() {
    RouterFixture fixture = fixture(KEPT);
    var forward = (RoutingOutcome.Forward) enforce(fixture.router(), BODY);
    cache.keep(forward.keeping().orElseThrow(), answer(""), true);
    String stream = BODY.substring(0, BODY.length() - 1) + ",\"stream\":true";

    assertThat(recall(fixture.router(), HEAD, BODY)).isEmpty();
    assertThat(recall(fixture.router(), HEAD, stream + "}")).isPresent();
    assertThat(
            recall(
                fixture.router(), HEAD, stream + ",\"stream_options\":{\"include_usage\":true}}"))
        .isEmpty();
  }

  @Test
  void a_rule_that_might_have_forbidden_it_withholds_the_terms_of_those_behind_it() {
    RuleSpec off = RuleSpec.named("off").when("signals.sensitive").cache(CacheTerms.OFF);

    assertThat(notKept(fixture(off, KEPT), BODY)).isEmpty();
    assertThat(notKept(fixture(off, KEPT).missing("sensitive"), BODY)).isEqualTo("not_allowed");
    assertThat(notKept(fixture(KEPT, off), BODY)).isEmpty();
  }

  @Test
  void what_failed_or_came_too_late_is_not_kept() {
    assertThat(notKept(fixture(KEPT).missing("difficulty"), BODY)).isEqualTo("shaky");
  }

  @Test
  void stand_ins_and_explorations_are_not_kept() {
    var breakers = new Breakers(() -> 0L);
    for (int i = 0; i < 20; i++) {
      breakers.heard("small", 500, Optional.empty(), false, 0);
    }
    assertThat(notKept(fixture(KEPT).breakers(breakers), BODY)).isEqualTo("another_choice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"temperature\":1.5", "\"store\":true", "\"background\":true"})
  void requests_that_want_more_than_an_answer_are_not_kept(String member) {
    String body = BODY.substring(0, BODY.length() - 1) + "," + member + "}";
    assertThat(notKept(fixture(KEPT), body)).isIn("temperature", "leaves_traces");
  }

  @Test
  void personal_data_is_not_kept_where_nobody_could_tell() {
    RuleSpec strict = RuleSpec.named("strict").cache(CacheTerms.exact(Duration.ofHours(1)));
    assertThat(notKept(fixture(strict), BODY)).isEqualTo("sensitive");
  }

  @Test
  void a_named_model_is_kept_by_rules_that_need_no_signals() {
    String named = BODY.replace("auto", "small");
    RuleSpec asks = RuleSpec.named("asks").when("signals.difficulty < 2.0").cache(TERMS);

    assertThat(notKept(fixture(KEPT), named)).isEmpty();
    assertThat(notKept(fixture(asks, KEPT), named)).isEqualTo("not_allowed");
    RouterFixture fixture = fixture(KEPT);
    keep(fixture, named);
    assertThat(recall(fixture.router(), HEAD, named)).isPresent();
  }

  @Test
  void only_if_cached_is_answered_or_refused() {
    RouterFixture fixture = fixture(KEPT);
    RequestHead only = head(Map.of("cache-control", "only-if-cached"));
    RoutingOutcome refused = recall(fixture.router(), only, BODY).orElseThrow();
    assertThat(refused.decision().getReason()).isEqualTo("not_cached");
    keep(fixture, BODY);
    assertThat(recall(fixture.router(), only, BODY).orElseThrow())
        .isInstanceOf(RoutingOutcome.Replay.class);
  }

  @Test
  void after_its_time_an_answer_serves_while_one_request_asks_anew() {
    Duration ttl = Duration.ofMinutes(1);
    RuleSpec stale = RuleSpec.named("stale").cache(terms(ttl, Duration.ofSeconds(30)));
    RequestRouter router = fixture(stale).router();
    keep(fixture(stale), BODY);
    nowMs += ttl.toMillis() - 1;
    renews = true;
    assertThat(status(router, HEAD)).isEqualTo("hit-exact");

    nowMs++;
    assertThat(recall(router, HEAD, BODY)).isEmpty();
    renews = false;
    assertThat(status(router, HEAD)).isEqualTo("hit-stale");
    assertThat(recall(router, HEAD, BODY).orElseThrow().decision().getCache().getAgeSeconds())
        .isEqualTo(60);
    for (String less : List.of("no-cache", "max-age=3600", "min-fresh=1")) {
      assertThat(recall(router, head(Map.of("cache-control", less)), BODY)).as(less).isEmpty();
    }
    assertThat(status(router, head(Map.of("cache-control", "only-if-cached"))))
        .isEqualTo("hit-stale");
    assertThat(recall(fixture(KEPT).router(), HEAD, BODY)).isEmpty();

    nowMs += 29_999;
    assertThat(status(router, HEAD)).isEqualTo("hit-stale");
    nowMs++;
    assertThat(recall(router, HEAD, BODY)).isEmpty();
  }

  @Test
  void an_intent_has_a_time_of_its_own() {
    RuleSpec talk =
        RuleSpec.named("talk")
            .when("signals.intent == 'smalltalk'")
            .cache(terms(Duration.ofHours(1), Duration.ZERO));
    RouterFixture code =
        fixture(talk, KEPT).signal("intent", new SignalValue.Label("code", 0.9, "none"));
    String other = BODY.replace("What?", "Which?");
    keep(fixture(talk, KEPT), BODY);
    keep(code, other);
    assertThat(recall(fixture(talk, KEPT).router(), HEAD, other)).isPresent();

    nowMs += TERMS.ttl().orElseThrow().toMillis();
    assertThat(status(fixture(talk, KEPT).router(), HEAD)).isEqualTo("hit-exact");
    assertThat(recall(fixture(talk, KEPT).router(), HEAD, other)).isEmpty();
    nowMs += Duration.ofHours(1).toMillis();
    assertThat(recall(fixture(talk, KEPT).router(), HEAD, BODY)).isEmpty();
  }

  @Test
  void what_is_called_bad_serves_no_longer_than_that() {
    RuleSpec stale =
        RuleSpec.named("stale").cache(terms(Duration.ofMinutes(1), Duration.ofHours(1)));
    Decision first = keep(fixture(stale), BODY);
    nowMs += 60_000;
    assertThat(status(fixture(stale).router(), HEAD)).isEqualTo("hit-stale");
    assertThat(cache.dislike(first.getId())).isTrue();
    assertThat(recall(fixture(stale).router(), HEAD, BODY)).isEmpty();
  }

  private String status(RequestRouter router, RequestHead head) {
    return recall(router, head, BODY).orElseThrow().decision().getCache().getStatus();
  }

  @Test
  void an_explanation_says_what_the_cache_would_do_and_does_nothing() {
    assertThat(explained(BODY).getCache().getStatus()).isEqualTo("miss");
    Decision first = keep(fixture(KEPT), BODY);
    nowMs += 2_000;

    Decision explained = explained(BODY);
    assertThat(explained.getReason()).isEqualTo(first.getReason());
    assertThat(explained.getCache().getStatus()).isEqualTo("would-hit-exact");
    assertThat(explained.getCache().getDecision()).isEqualTo(first.getId());
    assertThat(ExplanationText.of(explained))
        .contains("Cache: would-hit-exact, 2 seconds ago, by rule 'kept'");
    assertThat(cache.answered(explained.getId())).isFalse();

    String named = BODY.replace("auto", "small");
    assertThat(explained(named).getCache().getStatus()).isEqualTo("miss");
    keep(fixture(KEPT), named);
    assertThat(explained(named).getCache().getStatus()).isEqualTo("would-hit-exact");
  }

  private Decision explained(String body) {
    return explained(fixture(KEPT).router(), body);
  }

  private static Decision explained(Router router, String body) {
    ParsedBody parsed = parsed(body);
    var question = router.questions().orElseThrow().of(parsed, parsed.request(), HEAD);
    return router.explain(parsed.request(), HEAD, question, Deadline.NEVER).decision();
  }

  @Test
  void where_no_rule_keeps_anything_nothing_is_asked() {
    assertThat(fixture().router().questions()).isEmpty();
    assertThat(fixture(RuleSpec.named("off").cache(CacheTerms.OFF)).router().questions()).isEmpty();
  }

  private static CacheTerms terms(Duration ttl, Duration stale) {
    var exact = new ExactTerms(ttl, stale);
    return new CacheTerms(Optional.of(exact), Optional.empty(), true, 1, List.of());
  }

  private static RequestHead head(Map<String, String> headers) {
    return new RequestHead("POST", HEAD.path(), headers, ACME);
  }

  @Test
  void what_is_observed_would_be_answered_by_what_is_observed_and_answers_nobody() {
    RequestRouter router = fixture(KEPT).router();
    Router observer = router.observer();
    assertThat(recall(observer, HEAD, BODY)).isEmpty();
    var first = (RoutingOutcome.Forward) enforce(observer, BODY);
    assertThat(first.decision().getCache().getStatus()).isEqualTo("miss");
    Keeping keeping = first.keeping().orElseThrow();
    assertThat(cache.keep(keeping, answer(USAGE), false)).isEqualTo(Filling.KEPT);

    Decision would = recall(observer, HEAD, BODY).orElseThrow().decision();
    assertThat(would.getReason()).isEqualTo("cache_exact");
    assertThat(would.getCache().getStatus()).isEqualTo("would-hit-exact");
    assertThat(would.getCache().getSavedUsd()).isPositive();
    assertThat(would.getCache().getRule()).isEqualTo("kept");
    assertThat(would.getExplanation()).contains("would have been given again");
    // Who follows asks the same, and gets nothing of it.
    assertThat(recall(router, HEAD, BODY)).isEmpty();
    var followed = (RoutingOutcome.Forward) enforce(router, BODY);
    assertThat(followed.decision().getCache().getStatus()).isEqualTo("miss");
    assertThat(followed.keeping().orElseThrow().key()).isNotEqualTo(keeping.key());
  }

  @Test
  void what_answers_those_who_follow_is_no_answer_to_who_is_observed() {
    RouterFixture fixture = fixture(KEPT);
    keep(fixture, BODY);
    assertThat(recall(fixture.router(), HEAD, BODY)).isPresent();
    assertThat(recall(fixture.router().observer(), HEAD, BODY)).isEmpty();
  }

  @Test
  void nobody_got_what_only_would_answer_so_nobody_can_say_anything_of_it() {
    Router observer = fixture(KEPT).router().observer();
    Keeping keeping = ((RoutingOutcome.Forward) enforce(observer, BODY)).keeping().orElseThrow();
    assertThat(cache.dislike(keeping.decisionId())).isFalse();
    assertThat(cache.keep(keeping, answer(USAGE), false)).isEqualTo(Filling.KEPT);

    Decision would = recall(observer, HEAD, BODY).orElseThrow().decision();
    assertThat(cache.answered(would.getId())).isFalse();
  }

  @Test
  void an_explanation_to_who_is_observed_looks_among_what_is_observed() {
    keep(fixture(KEPT), BODY);
    Router observer = fixture(KEPT).router().observer();
    assertThat(explained(observer, BODY).getCache().getStatus()).isEqualTo("miss");
    Keeping keeping = ((RoutingOutcome.Forward) enforce(observer, BODY)).keeping().orElseThrow();
    cache.keep(keeping, answer(USAGE), false);
    assertThat(explained(observer, BODY).getCache().getStatus()).isEqualTo("would-hit-exact");
  }

  private RouterFixture fixture(RuleSpec... rules) {
    return new RouterFixture().rules(rules).cache(cache).clock(() -> Instant.ofEpochMilli(nowMs));
  }

  private static String notKept(RouterFixture fixture, String body) {
    RequestRouter router = fixture.router();
    RoutingOutcome outcome = enforce(router, body);
    Decision decision = outcome.decision();
    assertThat(decision.hasCache()).isTrue();
    assertThat(((RoutingOutcome.Forward) outcome).keeping().isPresent())
        .isEqualTo(decision.getCache().getNotKept().isEmpty());
    return decision.getCache().getNotKept();
  }

  private Decision keep(RouterFixture fixture, String body) {
    var forward = (RoutingOutcome.Forward) enforce(fixture.router(), body);
    Keeping keeping = forward.keeping().orElseThrow();
    assertThat(cache.keep(keeping, answer(USAGE), false)).isEqualTo(Filling.KEPT);
    return forward.decision();
  }

  private static WholeAnswer answer(String usage) {
    String json =
        """
        {"id":"c","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,
        "message":{"role":"assistant","content":"Yes."},"finish_reason":"stop"}]%s}
        """
            .formatted(usage);
    return WholeAnswer.of(Api.CHAT, json.getBytes(UTF_8)).orElseThrow();
  }

  private static RoutingOutcome enforce(Router router, String body) {
    ParsedBody parsed = parsed(body);
    Question question =
        router.questions().orElseThrow().of(parsed, parsed.request(), HEAD).orElseThrow();
    return router.enforce(parsed.request(), HEAD, Optional.of(question), Deadline.NEVER);
  }

  private Optional<RoutingOutcome> recall(Router router, RequestHead head, String body) {
    ParsedBody parsed = parsed(body);
    return router
        .questions()
        .flatMap(questions -> questions.of(parsed, parsed.request(), head))
        .flatMap(question -> router.recall(parsed.request(), head, question, _ -> renews));
  }

  private static ParsedBody parsed(String body) {
    return switch (RequestReader.read(Api.CHAT, body.getBytes(UTF_8))) {
      case ReadResult.Parsed(ParsedBody parsed) -> parsed;
      case ReadResult.Invalid(var error) -> throw new AssertionError(error.message());
    };
  }
}
