package dev.interlock.signal.intent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.signal.SignalValue;
import dev.interlock.signal.language.LanguageDetector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The guide's intents in three languages are told in three languages, as they are printed. */
class GuideSampleTest {
  private static final Pattern SAMPLE =
      Pattern.compile("## Other languages.*?```yaml\n(.*?)```", Pattern.DOTALL);

  @Test
  void each_language_of_the_sample_gets_a_head() throws IOException {
    Map<String, List<Intent>> byLanguage =
        ExampleLanguages.of(sample(), LanguageDetector.shipped());
    assertThat(byLanguage).containsOnlyKeys("en", "de", "zh");
    assertThat(byLanguage.values()).allSatisfy(intents -> assertThat(intents).hasSize(2));
    OtherLanguages others = OtherLanguages.train(byLanguage);
    assertThat(label(others, "de", "Brauche ich heute einen Schirm?")).isEqualTo("weather");
    assertThat(label(others, "de", "Spiel bitte das nächste Lied")).isEqualTo("music");
    assertThat(label(others, "zh", "明天会下雨吗？")).isEqualTo("weather");
    assertThat(label(others, "zh", "播放下一首歌")).isEqualTo("music");
  }

  private static String label(OtherLanguages others, String language, String text) {
    return others.intent(language, text) instanceof SignalValue.Label label ? label.label() : "";
  }

  private static List<Intent> sample() throws IOException {
    var found = SAMPLE.matcher(Files.readString(Path.of("docs/guides/evaluation.md")));
    assertThat(found.find()).isTrue();
    List<Intent> intents = new ArrayList<>();
    for (JsonNode intent : new YAMLMapper().readTree(found.group(1)).path("intents")) {
      List<String> examples = new ArrayList<>();
      intent.path("examples").forEach(example -> examples.add(example.asString()));
      intents.add(new Intent(intent.path("name").asString(), examples));
    }
    return intents;
  }
}
