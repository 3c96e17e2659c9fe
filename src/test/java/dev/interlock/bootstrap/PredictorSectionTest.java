package dev.interlock.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.config.ConfigText;
import dev.interlock.config.Problem;
import dev.interlock.predictor.InstalledBundle;
import dev.interlock.predictor.RouterBundle;
import dev.interlock.predictor.Seat;
import dev.interlock.predictor.training.BundleTrainer;
import dev.interlock.predictor.training.SyntheticExamples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictorSectionTest {
  private static final byte[] BUNDLE = bundle("small", "llama-70b").toBytes();

  private static final String EFFORTS =
      "reasoning: {family: openai, efforts: [{name: low, quality: 0.5, output_factor: 2},"
          + " {name: high, quality: 0.9, output_factor: 4}]}";

  private final ConfigurationLoader loader =
      new ConfigurationLoader(_ -> null, () -> ConfigText.TODAY, Signals.ALL);
  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    Files.write(folder.resolve("router.bundle"), BUNDLE);
  }

  /** A file with a bundle of two models. */
  static Path write(String first, String second) {
    try {
      Path file = Files.createTempFile("router", ".bundle");
      file.toFile().deleteOnExit();
      return Files.write(file, bundle(first, second).toBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RouterBundle bundle(String first, String second) {
    return BundleTrainer.bundle(SyntheticExamples.of(20, true), List.of(first, second), "space-1");
  }

  @Test
  void a_model_is_known_by_its_id_or_what_its_server_calls_it() throws IOException {
    Loaded.Valid loaded = valid("{bundle: router.bundle}");

    InstalledBundle bundle = loaded.configuration().predictor().orElseThrow();
    assertThat(bundle.version()).isEqualTo(bundle("small", "llama-70b").version());
    assertThat(bundle.seat("small")).hasValue(new Seat.Own(0));
    assertThat(bundle.seat("medium")).hasValue(new Seat.Own(1));
    assertThat(bundle.seat("frontier")).containsInstanceOf(Seat.Between.class);
    assertThat(loaded.inputs()).contains(folder.resolve("router.bundle"));
    assertThat(lines(loaded))
        .singleElement()
        .asString()
        .contains("predictor.bundle: warning", "`frontier`, placed among the others by `quality`");
  }

  @Test
  void a_floor_that_nobody_is_certified_to_reach_is_warned_of() throws IOException {
    String known =
        "{bundle: router.bundle, models: {small: small, medium: llama-70b, frontier: small}}";
    Path file = file(known);
    String text = Files.readString(file);
    String rules = "\npolicies: [{name: surely, objective: {quality: 0.6, certified: true}}]\n";
    Files.writeString(file, text + rules);
    assertThat(lines(loader.load(file, 1))).isEmpty();

    Files.write(
        folder.resolve("router.bundle"), bundle("small", "llama-70b").uncertified().toBytes());
    assertThat(lines(loader.load(file, 1)))
        .singleElement()
        .asString()
        .contains("warning: rule `surely`: no model is certified to reach its floor");

    Files.writeString(file, text.replaceAll("predictor:.*", "") + rules);
    assertThat(lines(loader.load(file, 1)))
        .singleElement()
        .asString()
        .contains("no model is certified to reach its floor");
  }

  @Test
  void a_name_that_is_given_counts_before_others() throws IOException {
    InstalledBundle bundle =
        valid("{bundle: router.bundle, models: {small: llama-70b, frontier: small}}")
            .configuration()
            .predictor()
            .orElseThrow();

    assertThat(bundle.seat("small")).hasValue(new Seat.Own(1));
    assertThat(bundle.seat("medium")).hasValue(new Seat.Own(1));
    assertThat(bundle.seat("frontier")).hasValue(new Seat.Own(0));
  }

  @Test
  void an_effort_is_known_by_its_action_or_what_its_server_would_call_it() throws IOException {
    Files.write(folder.resolve("router.bundle"), bundle("small@low", "llama-70b@high").toBytes());
    Path file = file("{bundle: router.bundle, models: {frontier@high: small@low}}");
    Files.writeString(file, Files.readString(file).replaceAll("(id: \\w+)", "$1, " + EFFORTS));

    Loaded loaded = loader.load(file, 1);

    assertThat(loaded).as(lines(loaded).toString()).isInstanceOf(Loaded.Valid.class);
    InstalledBundle bundle = ((Loaded.Valid) loaded).configuration().predictor().orElseThrow();
    assertThat(bundle.seat("small@low")).hasValue(new Seat.Own(0));
    assertThat(bundle.seat("small@high")).containsInstanceOf(Seat.Between.class);
    assertThat(bundle.seat("medium@high")).hasValue(new Seat.Own(1));
    assertThat(bundle.seat("frontier@high")).hasValue(new Seat.Own(0));
    assertThat(lines(loaded))
        .singleElement()
        .asString()
        .contains(
            "does not know `small@high`, `medium@low`, `frontier@low`, placed among the others");
  }

  @Test
  void who_knows_a_model_knows_something_of_its_efforts() throws IOException {
    Path file = file("{bundle: router.bundle}");
    Files.writeString(file, Files.readString(file).replaceAll("(id: \\w+)", "$1, " + EFFORTS));

    assertThat(lines(loader.load(file, 1)))
        .singleElement()
        .asString()
        .contains("does not know `frontier@low`, `frontier@high`, placed among");
  }

  @Test
  void names_that_nobody_knows_are_refused() throws IOException {
    assertThat(lines(load("{bundle: router.bundle, models: {smal: small, frontier: smalll}}")))
        .anySatisfy(line -> assertThat(line).contains("smal", "did you mean `small`"))
        .anySatisfy(line -> assertThat(line).contains("smalll", "did you mean `small`"));
    assertThat(load("{bundle: router.bundle, models: {frontier: smalll}}"))
        .isInstanceOf(Loaded.Invalid.class);
  }

  @Test
  void a_bundle_that_knows_no_candidate_is_warned_of() throws IOException {
    Files.write(folder.resolve("router.bundle"), bundle("a", "b").toBytes());

    assertThat(lines(valid("{bundle: router.bundle}")))
        .hasSize(2)
        .anySatisfy(line -> assertThat(line).contains("knows no candidate of `auto`"));
  }

  @Test
  void a_file_that_is_missing_or_damaged_is_a_problem_of_the_configuration() throws IOException {
    assertThat(lines(load("{bundle: other.bundle}")))
        .singleElement()
        .asString()
        .contains("predictor.bundle: no such file", "other.bundle", "`interlock train`");
    damage();
    Loaded damaged = load("{bundle: router.bundle}");
    assertThat(damaged).isInstanceOf(Loaded.Invalid.class);
    assertThat(damaged.inputs()).contains(folder.resolve("router.bundle"));
    assertThat(lines(damaged)).singleElement().asString().contains("checksum mismatch");
  }

  @Test
  void a_bundle_for_another_encoder_is_a_problem_where_the_encoder_is_known() throws IOException {
    Path encoder = Files.createDirectories(folder.resolve("home/encoder"));
    Files.writeString(encoder.resolve("encoder.json"), "{\"space\": \"space-2\"}");
    Path file = file("{bundle: router.bundle}");

    Loaded loaded = loader.in(folder.resolve("home")).load(file, 1);

    assertThat(loaded).isInstanceOf(Loaded.Invalid.class);
    assertThat(lines(loaded))
        .singleElement()
        .asString()
        .contains("vector space space-1 (expected: space-2; train it again)");
  }

  @Test
  void its_bytes_make_another_generation_and_equal_bytes_are_kept_once() throws IOException {
    Loaded.Valid first = valid("{bundle: router.bundle}");
    Loaded.Valid same = valid("{bundle: router.bundle}");
    Files.write(folder.resolve("router.bundle"), bundle("small", "medium").toBytes());
    Loaded.Valid other = valid("{bundle: router.bundle}");

    assertThat(same.generation().hash()).isEqualTo(first.generation().hash());
    assertThat(other.generation().hash()).isNotEqualTo(first.generation().hash());
    assertThat(same.configuration().predictor().orElseThrow().bundle())
        .isSameAs(first.configuration().predictor().orElseThrow().bundle());
  }

  @Test
  void the_shipped_bundle_places_every_model_by_its_quality_and_warns_of_none() throws IOException {
    Path home = Files.createDirectories(folder.resolve("home"));
    Files.createDirectories(home.resolve("encoder"));
    Files.writeString(home.resolve("encoder/encoder.json"), "{\"space\": \"interlock-l2-1\"}");
    Files.createDirectories(home.resolve("heads"));
    Files.copy(Path.of("src/main/heads/default.bundle"), home.resolve("heads/default.bundle"));

    Loaded loaded = loader.in(home).load(file("{bundle: default}"), 1);

    assertThat(lines(loaded)).isEmpty();
    InstalledBundle bundle = ((Loaded.Valid) loaded).configuration().predictor().orElseThrow();
    assertThat(bundle.seats().keySet())
        .containsExactlyInAnyOrder("small", "medium", "frontier", "lonely");
    assertThat(bundle.seats().values()).allMatch(Seat.Between.class::isInstance);
  }

  @Test
  void a_tier_can_be_stated_for_a_model() throws IOException {
    Files.copy(Path.of("src/main/heads/default.bundle"), folder.resolve("tiers.bundle"));

    InstalledBundle bundle =
        valid("{bundle: tiers.bundle, models: {frontier: large-tier}}")
            .configuration()
            .predictor()
            .orElseThrow();

    assertThat(bundle.seat("frontier")).containsInstanceOf(Seat.Own.class);
    assertThat(bundle.seat("small")).containsInstanceOf(Seat.Between.class);
  }

  @Test
  void without_a_distribution_the_shipped_bundle_is_left_out() throws IOException {
    assertThat(valid("{bundle: default}").configuration().predictor()).isEmpty();
  }

  private void damage() throws IOException {
    byte[] damaged = BUNDLE.clone();
    damaged[damaged.length / 2] ^= 1;
    Files.write(folder.resolve("router.bundle"), damaged);
  }

  private Loaded.Valid valid(String predictor) throws IOException {
    Loaded loaded = load(predictor);
    assertThat(loaded).as(lines(loaded).toString()).isInstanceOf(Loaded.Valid.class);
    return (Loaded.Valid) loaded;
  }

  private Loaded load(String predictor) throws IOException {
    return loader.load(file(predictor), 1);
  }

  private Path file(String predictor) throws IOException {
    return Files.writeString(
        folder.resolve("interlock.yaml"),
        """
        version: 1
        models:
          - {id: small, address: "http://a", context_window: 9, quality: 0.6, price: {input: 0, output: 0}}
          - {id: medium, address: "http://b", context_window: 9, quality: 0.7, price: {input: 0, output: 0}, upstream_model: llama-70b}
          - {id: frontier, address: "http://c", context_window: 9, quality: 0.9, price: {input: 0, output: 0}}
          - {id: lonely, address: "http://d", context_window: 9, quality: 0.9, price: {input: 0, output: 0}}
        virtual_models: [{name: auto, models: [small, medium, frontier], default: small}]
        failsafe: {model: small}
        predictor: %s
        """
            .formatted(predictor));
  }

  private static List<String> lines(Loaded loaded) {
    return loaded.problems().stream().map(Problem::toString).toList();
  }
}
