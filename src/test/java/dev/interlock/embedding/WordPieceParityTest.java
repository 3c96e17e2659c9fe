package dev.interlock.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our WordPiece gives exactly the ids of Hugging Face's native tokenizer. */
class WordPieceParityTest {
  private static HuggingFaceTokenizer reference;
  private static WordPiece wordPiece;

  @BeforeAll
  static void load() throws IOException {
    Path encoder = Path.of(System.getProperty("interlock.home"), "encoder");
    wordPiece = new WordPiece(Files.readAllLines(encoder.resolve("vocab.txt")), 100);
    reference =
        HuggingFaceTokenizer.newInstance(
            encoder.resolve("tokenizer.json"),
            Map.of("truncation", "false", "padding", "false", "addSpecialTokens", "false"));
  }

  @AfterAll
  static void close() {
    reference.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "What's the weather in São Paulo, today?",
        "naïve CAFÉ Ångström ﬁancé ŒUVRE straße İstanbul ΣΊΣΥΦΟΣ",
        "unaffable antidisestablishmentarianism pneumonoultramicroscopicsilicovolcanoconiosis",
        "def f(x):\n\treturn x**2 != y // 3  # comment\r\n",
        "日本語のテキスト と 中文字符 および 한국어 텍스트",
        "Привет, как дела? Ёлка й",
        "مرحبا بالعالم שלום עולם नमस्ते दुनिया สวัสดีชาวโลก",
        "emoji 😀👨‍👩‍👧‍👦🏳️‍🌈 end",
        "zero\u200bwidth\u00adsoft\u2028line\u3000wide\u00a0nbsp\ufeffbom",
        "a\u0000b\ufffdc\u0007d\u000be\u0085f",
        "∑∫≠≤ 1½ ² ™ № ℃ ﷺ Ⅷ",
        "e\u0301\u0327 \u0301lone q\u0307\u0323",
        "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 𠀀𪜀 𐐀"
      })
  void samples(String text) {
    assertSameIds(text);
  }

  @Test
  void words_of_a_hundred_and_one_characters_are_unknown() {
    assertSameIds("a".repeat(100));
    assertSameIds("a".repeat(101));
    assertSameIds("😀".repeat(100) + " " + "😀".repeat(101));
  }

  /**
   * The reference's character tables are of Unicode 8, Java's of 16: newer marks and punctuation of
   * rare scripts differ, and nothing else may.
   */
  @Test
  void every_assigned_character_alone_and_inside_a_word() {
    var different = new ArrayList<Integer>();
    for (int c = 1; c < 0x30000; c++) {
      if (isAssigned(c)) {
        String text = " %1$s ab%1$scd".formatted(Character.toString(c));
        if (!Arrays.equals(referenceIds(text), wordPiece.tokenize(text).toArray())) {
          different.add(c);
        }
      }
    }
    assertThat(different).hasSizeLessThan(620).allMatch(c -> c >= 0x61d);
    assertThat(different).noneMatch(c -> c >= 0x2000 && c < 0xa800 && (c < 0x2e43 || c > 0x2e5d));
  }

  @Test
  void random_mixtures() {
    var random = new Random(42);
    int[] starts = {0x20, 0x41, 0x61, 0xa0, 0x300, 0x370, 0x400, 0x590, 0x900, 0x2000, 0x3040};
    for (int round = 0; round < 2_000; round++) {
      var text = new StringBuilder();
      for (int i = random.nextInt(120); i > 0; i--) {
        int c = starts[random.nextInt(starts.length)] + random.nextInt(90);
        text.appendCodePoint(isAssigned(c) ? c : ' ');
      }
      assertSameIds(text.toString());
    }
  }

  private static boolean isAssigned(int c) {
    return Character.isDefined(c) && Character.getType(c) != Character.SURROGATE;
  }

  private static int[] referenceIds(String text) {
    return Arrays.stream(reference.encode(text, false, false).getIds())
        .mapToInt(Math::toIntExact)
        .toArray();
  }

  private static void assertSameIds(String text) {
    assertThat(wordPiece.tokenize(text).toArray())
        .as("ids of %s", escaped(text))
        .isEqualTo(referenceIds(text));
  }

  private static String escaped(String text) {
    var out = new StringBuilder();
    text.codePoints()
        .forEach(c -> out.append(c < 0x7f ? Character.toString(c) : "<%x>".formatted(c)));
    return out.toString();
  }
}
