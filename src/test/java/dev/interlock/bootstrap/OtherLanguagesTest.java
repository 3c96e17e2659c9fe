package dev.interlock.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.inference.Api;
import dev.interlock.inference.BodyText;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.Modality;
import dev.interlock.inference.RequestHead;
import dev.interlock.inference.ResponseFormat;
import dev.interlock.inference.Role;
import dev.interlock.inference.Turn;
import dev.interlock.proto.decision.v1.Decision;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a bundle and every head in place, texts that these do not know get the default. */
class OtherLanguagesTest {
  private static final Path HOME = Path.of(System.getProperty("interlock.home"));

  /** Texts of an English intent, so that a head could speak, and none in other languages. */
  private static final String CONFIGURATION =
      """
      encoder: {forward: off}
      predictor: {bundle: default}
      intents: [{name: weather, examples: [will it rain today, how warm is it, the weather please]}]
      """;

  private static final RequestHead HEAD = new RequestHead("POST", "/v1/chat/completions", Map.of());

  @TempDir private Path directory;

  @Test
  void another_language_is_decided_as_by_the_default_model() throws IOException {
    Path file = directory.resolve("interlock.yaml");
    Files.writeString(
        file, Files.readString(Path.of("examples/minimal.yaml")) + "\n" + CONFIGURATION);
    var loader = new ConfigurationLoader(_ -> null, () -> LocalDate.EPOCH, SignalFamilies.specs());
    try (var engine = DecisionEngine.build((Loaded.Valid) loader.load(file, 1), HOME, 1)) {
      assertThat(reason(engine, "What will the weather be like tomorrow?")).isNotEqualTo("default");
      for (String language : List.of("de", "fr", "es", "ru", "zh", "ar")) {
        List<String> texts = tests(language);
        List<String> routed =
            texts.stream().filter(text -> !reason(engine, text).equals("default")).toList();
        assertThat(routed).as(language).hasSizeLessThanOrEqualTo(texts.size() / 15);
        assertThat(routed.stream().filter(text -> words(text) > 2))
            .as("more than a word or two in %s", language)
            .hasSizeLessThanOrEqualTo(texts.size() / 30);
        assertThat(routed).as("longer texts in %s", language).noneMatch(text -> words(text) > 8);
      }
    }
  }

  private static int words(String text) {
    return text.split(" ", -1).length;
  }

  private static String reason(DecisionEngine engine, String text) {
    Decision decision = engine.explain(request(text), HEAD);
    return decision.getReason();
  }

  private static InferenceRequest request(String text) {
    return new InferenceRequest(
        Api.CHAT,
        "auto",
        false,
        List.of(new Turn(Role.USER, text, 0)),
        0,
        false,
        ResponseFormat.FREE,
        Set.of(Modality.TEXT),
        OptionalInt.empty(),
        100,
        BodyText.EMPTY);
  }

  /** The texts to be judged by, of all intents and of none. */
  private static List<String> tests(String language) throws IOException {
    List<String> texts = new ArrayList<>();
    String name = "/dev/interlock/eval/languages/" + language + ".txt";
    try (var in = OtherLanguagesTest.class.getResourceAsStream(name);
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      boolean test = false;
      for (String line : lines.lines().toList()) {
        if (line.startsWith("[")) {
          test = line.startsWith("[test");
        } else if (test) {
          texts.add(line);
        }
      }
    }
    return texts;
  }
}
