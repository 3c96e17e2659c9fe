package dev.interlock.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.bootstrap.ConfigurationLoader;
import dev.interlock.bootstrap.Loaded;
import dev.interlock.bootstrap.SignalFamilies;
import dev.interlock.catalog.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code init} writes is valid as it stands, whatever it was written from. */
class StarterFileTest {
  private static final Providers PROVIDERS = Providers.shipped();
  private static final LocalDate TODAY = PROVIDERS.asOf();

  @TempDir Path directory;

  @Test
  void every_provider_alone_gives_a_file_without_a_problem() throws IOException {
    for (Provider provider : PROVIDERS.all()) {
      Loaded loaded = load(PROVIDERS.in(Map.of(provider.variables().getLast(), "secret-value")));

      assertThat(loaded.problems()).as(provider.name()).isEmpty();
      assertThat(loaded).isInstanceOf(Loaded.Valid.class);
    }
  }

  @Test
  void all_providers_together_have_distinct_names() throws IOException {
    Map<String, String> all =
        PROVIDERS.variables().stream().collect(Collectors.toMap(name -> name, _ -> "secret-value"));
    Findings findings = PROVIDERS.in(all);

    assertThat(load(findings).problems()).isEmpty();
    assertThat(text(findings))
        .doesNotContain("secret-value")
        .contains("credential: {env: OPENAI_API_KEY}", "# Azure OpenAI:", "# OpenRouter:");
  }

  @Test
  void prices_are_old_half_a_year_later() throws IOException {
    Path file = directory.resolve("interlock.yaml");
    Files.writeString(file, text(PROVIDERS.in(Map.of("OPENAI_API_KEY", "x"))));
    Loaded later =
        new ConfigurationLoader(_ -> null, () -> TODAY.plusDays(181), SignalFamilies.specs())
            .load(file, 1);

    assertThat(later.problems())
        .isNotEmpty()
        .allSatisfy(problem -> assertThat(problem.toString()).contains("181 days ago"));
  }

  @Test
  void the_rules_that_are_commented_out_are_valid_too() throws IOException {
    var local = model("m", "http://127.0.0.1:8000", List.of("chat"), true);
    for (Findings findings :
        List.of(
            PROVIDERS.in(Map.of("OPENAI_API_KEY", "x")),
            new Findings(List.of(local), List.of("a test"), List.of()))) {
      String uncommented = text(findings).replaceAll("(?m)^  # (- name:|  when:|  allow:)", "  $1");

      assertThat(uncommented).isNotEqualTo(text(findings));
      assertThat(uncommented.lines().filter(line -> line.startsWith("    allow:"))).hasSize(1);
      assertThat(read(uncommented + "\n").problems())
          .allSatisfy(problem -> assertThat(problem.toString()).contains("failsafe"));
    }
  }

  @Test
  void hostile_names_stay_names() throws IOException {
    var names =
        List.of("${HOME}", "a: b", "\"; rm", "-x", "true", "17", "é", "#c", "a\nid: b", "x:latest");
    var models =
        names.stream()
            .map(name -> model(name, "http://127.0.0.1:8000", List.of("chat"), true))
            .toList();
    var loaded = load(new Findings(models, List.of("a test"), List.of("a note\nversion: 2")));

    assertThat(loaded.problems()).isEmpty();
    assertThat(((Loaded.Valid) loaded).configuration().catalog().models())
        .hasSize(names.size())
        .extracting(Model::upstreamModel)
        .contains("${HOME}", "a: b", "\"; rm", "-x", "true", "17", "é", "#c");
  }

  @Test
  void the_default_speaks_what_most_clients_speak() throws IOException {
    var keys = Map.of("OPENAI_API_KEY", "x", "ANTHROPIC_API_KEY", "y");
    var configuration = ((Loaded.Valid) load(PROVIDERS.in(keys))).configuration();

    assertThat(configuration.catalog().virtualModels().getFirst().fallback().apis())
        .extracting(Object::toString)
        .contains("CHAT");
  }

  private Loaded load(Findings findings) throws IOException {
    return read(text(findings));
  }

  private static String text(Findings findings) {
    return StarterFile.render(findings, TODAY, Optional.empty());
  }

  private Loaded read(String text) throws IOException {
    Path file = directory.resolve("interlock.yaml");
    Files.writeString(file, text);
    return new ConfigurationLoader(_ -> null, () -> TODAY, SignalFamilies.specs()).load(file, 1);
  }

  private static ModelDraft model(String name, String address, List<String> apis, boolean local) {
    var traits =
        new ModelDraft.Traits(
            apis, Optional.of(0.5), "a guess", Optional.empty(), 8192, "", List.of(), local);
    return new ModelDraft(name, "local", address, name, Optional.empty(), traits);
  }
}
