package dev.interlock.system;

import static dev.interlock.system.SystemFixture.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.concurrent.Deadline;
import dev.interlock.digest.Sha256;
import dev.interlock.embedding.TextEncoder;
import dev.interlock.embedding.djl.EncoderLoader;
import dev.interlock.envoy.Waiting;
import dev.interlock.inference.Api;
import dev.interlock.predictor.Representation;
import dev.interlock.predictor.RouterBundle;
import dev.interlock.predictor.training.BundleTrainer;
import dev.interlock.predictor.training.Example;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * A bundle decides what goes where: it learnt that the small model masters proofs and fails at
 * capitals, which no prior would say.
 */
class RouterBundleIT {
  private static final String CHAT = Api.CHAT.path();
  private static final String FILE = "router.bundle";
  private static final List<String> PLACES =
      List.of(
          "France", "Peru", "Japan", "Kenya", "Norway", "Chile", "Egypt", "India", "Cuba", "Malta",
          "Spain", "Ghana", "Nepal", "Italy", "Fiji", "Iran", "Oman", "Laos", "Togo", "Qatar",
          "Mali", "Chad", "Haiti", "Benin", "Samoa", "Tonga", "Niger", "Syria", "Yemen", "Libya");
  private static final List<String> OBJECTS =
      List.of(
          "groups",
          "rings",
          "fields",
          "graphs",
          "trees",
          "lattices",
          "matroids",
          "sheaves",
          "manifolds",
          "knots",
          "primes",
          "polynomials",
          "matrices",
          "measures",
          "integrals",
          "sequences",
          "series",
          "functions",
          "operators",
          "modules",
          "ideals",
          "topologies",
          "metrics",
          "norms",
          "categories",
          "functors",
          "varieties",
          "schemes",
          "curves",
          "codes");

  private static final RouterBundle PROOFS_TO_SMALL = bundle(false);
  private static final RouterBundle CAPITALS_TO_SMALL = bundle(true);

  private final SystemFixture system =
      SystemFixture.example()
          .replacing("\npolicies:\n", "\npolicies:\n  - {name: floor, objective: {quality: 0.7}}\n")
          .adding("predictor: {bundle: router.bundle, models: {frontier: the-big-one}}")
          .file(FILE, PROOFS_TO_SMALL.toBytes())
          .start();

  @AfterEach
  void stop() {
    system.close();
  }

  @Test
  void each_kind_goes_where_the_bundle_says() {
    HttpResponse<String> capital = ask(capitalOf("Sweden"));
    HttpResponse<String> proof = ask(proofAbout("semigroups"));

    assertThat(answeredBy(capital)).isEqualTo("frontier");
    assertThat(answeredBy(proof)).isEqualTo("small");
    assertThat(header(proof, "x-interlock-reason")).isEqualTo("cheapest_sufficient");
    JsonNode decision = system.decision(proof);
    assertThat(decision.at("/prediction/bundle").asString()).isEqualTo(PROOFS_TO_SMALL.version());
    assertThat(decision.at("/prediction/support").asDouble()).isPositive();
    assertThat(decision.at("/plan/0/prior").asBoolean()).isFalse();
    assertThat(decision.at("/plan/0/output_tokens").asDouble()).isBetween(300.0, 500.0);
    JsonNode row = system.adminGet("/api/decisions").at("/decisions/1");
    assertThat(row.get("bundle").asString()).isEqualTo(PROOFS_TO_SMALL.version());
    assertThat(row.get("source").asString()).isEqualTo("bundle");
    assertThat(system.metric("interlock_chances_total", "source=\"bundle\"")).isEqualTo(2);
    assertThat(system.metric("interlock_forecast_support_count")).isEqualTo(2);
  }

  @Test
  void of_another_language_the_bundle_says_nothing() {
    HttpResponse<String> response =
        ask("Wie heißt die Hauptstadt von Schweden, und seit wann ist sie es eigentlich?");

    JsonNode decision = system.decision(response);
    assertThat(decision.at("/prediction/abstained").asString()).isEqualTo("language");
    assertThat(header(response, "x-interlock-reason")).isEqualTo("default");
    assertThat(system.metric("interlock_forecast_abstentions_total", "cause=\"language\""))
        .isEqualTo(1);
  }

  @Test
  void a_new_file_changes_the_way_and_the_old_one_can_be_had_again() {
    assertThat(answeredBy(ask(proofAbout("semigroups")))).isEqualTo("small");

    system.replace(FILE, CAPITALS_TO_SMALL.toBytes());

    Waiting.until(
        "the new bundle", () -> answeredBy(ask(proofAbout("semigroups"))).equals("frontier"));
    HttpResponse<String> capital = ask(capitalOf("Sweden"));
    assertThat(answeredBy(capital)).isEqualTo("small");
    assertThat(system.decision(capital).at("/prediction/bundle").asString())
        .isEqualTo(CAPITALS_TO_SMALL.version());
    assertThat(system.decision(capital).get("generation").asInt()).isEqualTo(2);

    assertThat(system.adminPost("/api/rollback", "{\"generation\": 1}").statusCode())
        .isEqualTo(200);
    HttpResponse<String> again = ask(proofAbout("semigroups"));
    assertThat(answeredBy(again)).isEqualTo("small");
    assertThat(system.decision(again).at("/prediction/bundle").asString())
        .isEqualTo(PROOFS_TO_SMALL.version());
  }

  @Test
  void what_cannot_be_used_is_refused_and_the_last_good_one_stays() {
    byte[] damaged = CAPITALS_TO_SMALL.toBytes();
    damaged[damaged.length / 2] ^= 1;
    assertRefused(damaged, "checksum mismatch");
    RouterBundle foreign =
        new RouterBundle(
            "another-space",
            "",
            CAPITALS_TO_SMALL.metrics(),
            CAPITALS_TO_SMALL.models(),
            CAPITALS_TO_SMALL.predictor());
    assertRefused(foreign.toBytes(), "vector space another-space");
  }

  private void assertRefused(byte[] bytes, String why) {
    system.replace(FILE, bytes);
    HttpResponse<String> refused = system.adminPost("/api/reload", "");

    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("predictor.bundle: ", why);
    HttpResponse<String> proof = ask(proofAbout("semigroups"));
    assertThat(answeredBy(proof)).isEqualTo("small");
    assertThat(system.decision(proof).at("/prediction/bundle").asString())
        .isEqualTo(PROOFS_TO_SMALL.version());
    assertThat(system.metric("interlock_config_last_reload_successful")).isZero();
  }

  private HttpResponse<String> ask(String text) {
    HttpResponse<String> response = system.envoy().post(CHAT, Bodies.auto(text));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response;
  }

  private static String answeredBy(HttpResponse<String> response) {
    return header(response, "x-simulated-model");
  }

  private static String capitalOf(String place) {
    return "What is the capital of " + place + ", and which river runs through it?";
  }

  private static String proofAbout(String objects) {
    return "Prove that every finite family of " + objects + " has a maximal element.";
  }

  /** Small and medium master one kind and fail at the other; the third masters both. */
  private static RouterBundle bundle(boolean capitals) {
    try (var encoder =
        EncoderLoader.openWithoutForward(SystemFixture.HOME.resolve("encoder"), "not needed")) {
      var examples = new ArrayList<Example>();
      PLACES.forEach(p -> examples.add(example(encoder, capitalOf(p), "capitals", capitals)));
      OBJECTS.forEach(o -> examples.add(example(encoder, proofAbout(o), "proofs", !capitals)));
      return BundleTrainer.bundle(
          examples,
          List.of("small", "llama-3.1-70b-instruct", "the-big-one"),
          encoder.staticSpace());
    }
  }

  private static Example example(TextEncoder encoder, String text, String task, boolean mastered) {
    double score = mastered ? 1 : 0;
    return new Example(
        Representation.of(encoder.encode(text, Deadline.NEVER)).compact(),
        Sha256.hex(text),
        Optional.of(task),
        new double[] {score, score, 1},
        new double[] {400, 400, 400},
        new double[] {Double.NaN, Double.NaN, Double.NaN});
  }
}
