package dev.interlock.rollout;

import static dev.interlock.config.Types.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.catalog.Audience;
import dev.interlock.catalog.Consequence;
import dev.interlock.catalog.Model;
import dev.interlock.catalog.ModelCatalog;
import dev.interlock.catalog.VirtualModel;
import dev.interlock.config.ConfigText;
import dev.interlock.config.Type;
import dev.interlock.envoy.RecordingUpstream;
import dev.interlock.inference.Api;
import dev.interlock.inference.Caller;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.RequestHead;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RolloutTest {
  private static final Model BIG = RecordingUpstream.model("big", Optional.empty(), Api.values());
  private static final ModelCatalog CATALOG =
      new ModelCatalog(List.of(BIG), List.of(virtual("auto"), virtual("careful")));
  private static final Type<Rollout> TYPE = object(in -> Rollout.read(in, CATALOG));

  @Test
  void about_as_many_are_enforced_as_the_share_says() {
    Rollout tenth = rollout("rules: [{enforce: 10%}]");
    long enforced =
        IntStream.range(0, 10_000).filter(i -> tenth.enforces(asking("big"), id("" + i))).count();
    // Four standard deviations.
    assertThat(enforced).isBetween(880L, 1120L);
  }

  @Property
  void a_larger_share_keeps_all_of_the_smaller(
      @ForAll @IntRange(max = 100) int less,
      @ForAll @IntRange(max = 100) int more,
      @ForAll String session) {
    Rollout small = rollout("rules: [{enforce: %d%%}]".formatted(Math.min(less, more)));
    Rollout large = rollout("rules: [{enforce: %d%%}]".formatted(Math.max(less, more)));
    if (small.enforces(asking("big"), id(session))) {
      assertThat(large.enforces(asking("big"), id(session))).isTrue();
    }
  }

  @Property
  void what_is_enforced_the_headers_allowed_before(
      @ForAll boolean stream, @ForAll boolean named, @ForAll @IntRange(max = 999) int session) {
    Rollout rollout =
        rollout(
            """
            rules:
              - {models: [auto], enforce: 60%}
              - {when: request.stream, apis: [chat], enforce: 30%}
              - {when: "request.headers['x-team'] == 'a'", enforce: 0%}
              - {enforce: 10%}
            """);
    InferenceRequest unread = asking(named ? "auto" : "big");
    InferenceRequest request =
        new InferenceRequest(
            Api.CHAT,
            unread.model(),
            stream,
            unread.turns(),
            0,
            false,
            unread.responseFormat(),
            unread.modalities(),
            unread.maxOutputTokens(),
            0,
            unread.body());
    if (rollout.enforces(request, id("s" + session))) {
      assertThat(rollout.mayEnforce(Api.CHAT, id("s" + session))).isTrue();
    }
  }

  @Test
  void the_first_rule_that_is_about_a_request_counts() {
    Rollout rollout =
        rollout(
            """
            rules:
              - {models: [big], enforce: 0%}
              - {when: "request.headers['x-team'] == 'a'", enforce: 100%}
              - {apis: [embeddings], enforce: 100%}
            """);
    assertThat(rollout.enforces(asking("big"), head("x-team", "a"))).isFalse();
    assertThat(rollout.enforces(asking("auto"), head("x-team", "a"))).isTrue();
    assertThat(rollout.enforces(asking("auto"), head("x-team", "b"))).isFalse();
    assertThat(rollout.enforces(asking("auto"), id("1"))).isFalse();
    assertThat(rollout.mayEnforce(Api.CHAT, head("x-team", "b"))).isFalse();
    assertThat(rollout.mayEnforce(Api.EMBEDDINGS, head("x-team", "b"))).isTrue();
  }

  @Test
  void a_session_stays_in_its_share_and_a_seed_draws_others() {
    Rollout by = rollout("by: X-Session\nrules: [{enforce: 50%}]");
    Rollout other = rollout("by: X-Session\nseed: other\nrules: [{enforce: 50%}]");
    assertThat(draws(by, "x-session", 64)).isEqualTo(draws(by, "x-session", 64));
    assertThat(draws(by, "x-session", 64)).isNotEqualTo(draws(other, "x-session", 64));
    boolean first =
        by.enforces(asking("big"), new RequestHead("POST", "/", Map.of("x-session", "s")));
    for (int i = 0; i < 20; i++) {
      var head = new RequestHead("POST", "/", Map.of("x-session", "s", "x-request-id", "" + i));
      assertThat(by.enforces(asking("big"), head)).isEqualTo(first);
    }
    // Without the header each request for itself.
    assertThat(draws(by, "x-request-id", 64)).contains(true, false);
  }

  @Test
  void a_request_is_put_to_the_virtual_model_of_its_rule_or_to_the_one_it_names_or_to_the_first() {
    Rollout rollout =
        rollout("rules: [{models: [big], virtual_model: careful, enforce: 1%}, {enforce: 1%}]");
    assertThat(rollout.asked(asking("big"), id("1")).model()).isEqualTo("careful");
    assertThat(rollout.asked(asking("careful"), id("1")).model()).isEqualTo("careful");
    assertThat(rollout.asked(asking("unknown"), id("1")).model()).isEqualTo("auto");
  }

  @Test
  void says_what_is_wrong() {
    assertThat(
            ConfigText.problems(
                TYPE,
                """
                by: "x y"
                rules:
                  - {models: [bih], virtual_model: big, enforce: 110%}
                  - {when: signals.intent == 'code', enforce: 5%}
                  - {when: request.tools, enforce: "5"}
                """))
        .isEqualTo(
            """
            interlock.yaml:1:5 by: "x y" (expected: a header name)
            interlock.yaml:3:15 rules[0].models[0]: unknown model `bih` (expected: one of auto, careful, big, real-big; did you mean `big`?)
            interlock.yaml:3:36 rules[0].virtual_model: unknown virtual model `big` (expected: one of auto, careful)
            interlock.yaml:3:50 rules[0].enforce: "110%" (expected: a percentage 0%..100%)
            interlock.yaml:4:12 rules[1].when: line 1, column 1: `signals.intent` (expected: `request` alone)
            interlock.yaml:5:12 rules[2].when: line 1, column 1: a value of type int (expected: a condition)
            interlock.yaml:5:36 rules[2].enforce: "5" (expected: a percentage 0%..100%)"""
                .strip());
  }

  private static List<Boolean> draws(Rollout rollout, String header, int many) {
    return IntStream.range(0, many)
        .mapToObj(i -> rollout.enforces(asking("big"), head(header, "s" + i)))
        .toList();
  }

  @Test
  void a_virtual_model_of_others_is_nobody_elses() {
    var theirs =
        new VirtualModel(
            "theirs",
            List.of(BIG),
            BIG,
            Consequence.UNDECLARED,
            new Audience(Set.of("acme"), Set.of()));
    var catalog = new ModelCatalog(List.of(BIG), List.of(theirs, virtual("auto")));
    Type<Rollout> type = object(in -> Rollout.read(in, catalog));
    Rollout rollout = ConfigText.read(type, "rules: [{virtual_model: theirs, enforce: 10%}]").get();

    assertThat(rollout.asked(asking("big"), id("1").from(of("acme"))).model()).isEqualTo("theirs");
    assertThat(rollout.asked(asking("big"), id("1").from(of("globex"))).model()).isEqualTo("auto");
  }

  @Test
  void who_may_have_no_virtual_model_gets_the_model_it_names_by_either_name() {
    var theirs =
        new VirtualModel(
            "theirs",
            List.of(BIG),
            BIG,
            Consequence.UNDECLARED,
            new Audience(Set.of("acme"), Set.of()));
    var catalog = new ModelCatalog(List.of(BIG), List.of(theirs));
    Type<Rollout> type = object(in -> Rollout.read(in, catalog));
    Rollout rollout =
        ConfigText.read(type, "rules: [{virtual_model: theirs, enforce: 100%}]").get();
    RequestHead globex = id("1").from(of("globex"));

    assertThat(rollout.asked(asking("big"), globex).model()).isEqualTo("big");
    assertThat(rollout.asked(asking("real-big"), globex).model()).isEqualTo("big");
    assertThat(rollout.asked(asking("nobody"), globex).model()).isEqualTo("nobody");
    // The router knows nobody by this name who is there for them.
    assertThat(rollout.asked(asking("theirs"), globex).model()).isEqualTo("theirs");
  }

  private static Caller of(String tenant) {
    return new Caller.Known(tenant, "", List.of(), "");
  }

  private static Rollout rollout(String yaml) {
    return ConfigText.read(TYPE, yaml).get();
  }

  private static InferenceRequest asking(String model) {
    return InferenceRequest.unread(Api.CHAT).asking(model);
  }

  private static RequestHead id(String id) {
    return head("x-request-id", id);
  }

  private static RequestHead head(String name, String value) {
    return new RequestHead("POST", "/v1/chat/completions", Map.of(name, value));
  }

  private static VirtualModel virtual(String name) {
    return new VirtualModel(name, List.of(BIG), BIG, Consequence.UNDECLARED);
  }
}
