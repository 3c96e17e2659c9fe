package dev.interlock.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.signal.English;
import dev.interlock.signal.language.LanguageDetector;
import dev.interlock.signal.language.LanguageWords;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class LanguageTrainingTest {
  @Test
  void the_same_texts_give_the_same_bytes() throws IOException {
    assertThat(trained("play some jazz")).isEqualTo(trained("play some jazz"));
    assertThat(trained("play some jazz")).isNotEqualTo(trained("stop the music"));
  }

  @Test
  void short_english_is_taken_for_another_language_in_one_of_a_hundred_at_most() {
    List<LabelledText> english = LanguageSamples.brief("en").test();
    assertThat(english).hasSizeGreaterThan(150);
    assertThat(english.stream().filter(LanguageTrainingTest::isAnother).count())
        .isLessThanOrEqualTo(english.size() / 100);
  }

  @Test
  void short_texts_of_other_languages_are_told_now_and_then() {
    for (LanguageSamples samples : LanguageSamples.allBrief()) {
      assertThat(samples.test().stream().filter(LanguageTrainingTest::isAnother).count())
          .as(samples.language())
          .isGreaterThan(samples.test().size() / 5);
    }
  }

  @Test
  void what_thresholds_were_chosen_by_is_not_what_judges_them() {
    LanguageSamples english = LanguageSamples.brief("en");
    assertThat(english.test()).doesNotHaveDuplicates().doesNotContainAnyElementsOf(english.train());
  }

  private static boolean isAnother(LabelledText row) {
    return English.isAnother(LanguageDetector.shipped().detect(row.text()));
  }

  private static byte[] trained(String text) throws IOException {
    var training = new LanguageTraining();
    LanguageWords german =
        LanguageWords.shipped().stream()
            .filter(language -> language.language().equals("de"))
            .findFirst()
            .orElseThrow();
    training.sentences(german, 20);
    training.text("en", text);
    training.text("en", "what is the weather like today");
    training.word("java");
    training.gibberish(10);
    var bytes = new ByteArrayOutputStream();
    training.train(3).write(bytes);
    return bytes.toByteArray();
  }
}
