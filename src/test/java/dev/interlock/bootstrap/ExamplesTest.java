package dev.interlock.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.config.ConfigNode;
import dev.interlock.config.ConfigNode.Mapping;
import dev.interlock.config.ConfigNode.Scalar;
import dev.interlock.config.ConfigNode.Sequence;
import dev.interlock.config.ConfigProblems;
import dev.interlock.config.ConfigText;
import dev.interlock.config.Shape;
import dev.interlock.config.YamlTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files we ship as examples, and one that says everything. */
class ExamplesTest {
  private static final Path FULL = Path.of("src/test/resources/config/full.yaml");
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "FULL_HOST",
          "models.example.com",
          "ADMIN_TOKEN",
          "0123456789abcdef",
          "CACHE_SECRET",
          "0123456789abcdef0123456789abcdef",
          "BUNDLE",
          PredictorSectionTest.write("first", "second").toString());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "examples/interlock.yaml",
        "examples/minimal.yaml",
        "src/test/resources/config/callers-keys.yaml",
        "src/test/resources/config/callers-jwt.yaml",
        "src/test/resources/config/callers-metadata.yaml"
      })
  void loads_without_a_warning(String file) {
    assertThat(load(Path.of(file)).problems()).isEmpty();
    assertThat(load(Path.of(file))).isInstanceOf(Loaded.Valid.class);
  }

  @Test
  void the_full_file_warns_of_what_it_accepts_only() {
    assertThat(load(FULL)).isInstanceOf(Loaded.Valid.class);
    assertThat(load(FULL).problems())
        .singleElement()
        .asString()
        .contains("rule `refuses` refuses", "accepted by `open: true`");
  }

  @Test
  void the_smallest_useful_file_is_short() throws IOException {
    assertThat(Files.readAllLines(Path.of("examples/minimal.yaml"))).hasSizeLessThan(15);
  }

  @Test
  void the_full_files_say_every_key_there_is() throws IOException {
    Set<String> declared = new TreeSet<>();
    declared("", Configuration.type(Signals.ALL).shape(), declared);
    Set<String> written = new TreeSet<>();
    for (String name : List.of("full", "callers-keys", "callers-jwt", "callers-metadata")) {
      String text = Files.readString(FULL.resolveSibling(name + ".yaml"));
      Mapping tree = YamlTree.parse(name, text, new ConfigProblems()).orElseThrow();
      written("", tree, written);
    }

    assertThat(written).containsAll(declared);
  }

  @Test
  void the_generation_follows_the_content() throws IOException {
    Loaded.Valid first = (Loaded.Valid) load(FULL);
    Loaded.Valid second =
        (Loaded.Valid)
            new ConfigurationLoader(
                    name ->
                        name.equals("FULL_HOST") ? "elsewhere.example.com" : ENVIRONMENT.get(name),
                    () -> ConfigText.TODAY,
                    Signals.ALL)
                .load(FULL, 2);

    assertThat(((Loaded.Valid) load(FULL)).generation()).isEqualTo(first.generation());
    assertThat(second.generation().number()).isEqualTo(2);
    assertThat(second.generation().hash()).isNotEqualTo(first.generation().hash());
  }

  private static Loaded load(Path file) {
    return new ConfigurationLoader(ENVIRONMENT::get, () -> ConfigText.TODAY, Signals.ALL)
        .load(file, 1);
  }

  private static void declared(String path, Shape shape, Set<String> paths) {
    switch (shape) {
      case Shape.Single _ -> {}
      case Shape.Listing(Shape element, _) -> declared(path + "[]", element, paths);
      case Shape.Names(Shape value) -> declared(path + ".*", value, paths);
      case Shape.Structure structure -> {
        for (Shape.Key key : structure.keys()) {
          if (!(key.presence() instanceof Shape.Presence.NotYet)) {
            paths.add(path + "." + key.name());
            declared(path + "." + key.name(), key.shape(), paths);
          }
        }
      }
    }
  }

  private static void written(String path, ConfigNode node, Set<String> paths) {
    switch (node) {
      case Scalar _ -> {}
      case Sequence(_, var elements) -> elements.forEach(e -> written(path + "[]", e, paths));
      case Mapping(_, var entries) ->
          entries.forEach(
              (key, entry) -> {
                paths.add(path + "." + key);
                written(path + "." + key, entry.value(), paths);
              });
    }
  }
}
