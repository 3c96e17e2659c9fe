package dev.interlock.equivalence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GuardsTest {
  private static final String HOSTILE =
      "aZ09 .,:;!?'\"`/\\-_+*=<>()[]{}#@$€°%^&|~\n\t éß漢語кирилица👍½²’“not never from to than one 3.10 1,000";

  /** What a guard should say | one text | the other; "same" is nothing, "any" something. */
  record Case(String expected, String one, String other) {
    static Case of(String line) {
      String[] cells = line.split("\\s*\\|\\s*", -1);
      return new Case(cells[0], cells[1], cells[2]);
    }
  }

  static Stream<Case> cases() throws IOException {
    try (var in = GuardsTest.class.getResourceAsStream("pairs.txt")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.startsWith("//")).map(Case::of).toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void the_guard_that_names_the_difference_refuses(Case expected) {
    List<String> codes =
        Guards.all(Wording.of(expected.one), Wording.of(expected.other)).stream()
            .map(Guard::code)
            .toList();

    switch (expected.expected) {
      case "same" -> assertThat(codes).isEmpty();
      case "any" -> assertThat(codes).isNotEmpty();
      default -> assertThat(codes).contains(expected.expected);
    }
    assertThat(Guards.check(expected.other, expected.one).map(Guard::code))
        .isEqualTo(codes.stream().findFirst());
  }

  @Test
  void any_text_is_itself_and_order_does_not_matter() {
    var random = new Random(7);
    for (int round = 0; round < 20_000; round++) {
      Wording one = Wording.of(text(random));
      Wording other = Wording.of(text(random));

      assertThat(Guards.check(one, one)).isEmpty();
      assertThat(Guards.all(one, other)).isEqualTo(Guards.all(other, one));
    }
  }

  @Test
  void the_same_words_pass_whatever_the_case_of_their_first_letter_and_their_last_mark() {
    assertThat(Guards.check("How do I bake bread?", "how do i bake bread")).isEmpty();
  }

  @Test
  void a_text_that_is_too_long_is_refused() {
    String text = "word ".repeat(401);

    assertThat(Guards.check(text, text + "more")).contains(Guard.LENGTH);
    assertThat(Guards.check(text, text)).isEmpty();
  }

  @Test
  void a_language_that_is_known_from_elsewhere_is_heeded() {
    Wording one = Wording.of("paracetamol ibuprofen", true);

    assertThat(Guards.check(one, Wording.of("ibuprofen paracetamol", true)))
        .contains(Guard.LANGUAGE);
  }

  @Test
  void a_wording_is_small_and_tells_no_text() {
    Wording wording = Wording.of("How do I convert 5 km to miles in Python, please?");

    assertThat(wording.bytes()).isLessThan(1_000);
    assertThat(wording).hasToString("Wording[50]".replace("50", "" + wording.length()));
    assertThat(Wording.of("12 is not 13 ".repeat(150)).bytes()).isLessThan(40_000);
  }

  private static String text(Random random) {
    var text = new StringBuilder();
    int length = random.nextInt(60);
    for (int i = 0; i < length; i++) {
      int from = random.nextInt(HOSTILE.length());
      text.append(HOSTILE, from, Math.min(HOSTILE.length(), from + 1 + random.nextInt(4)));
    }
    return text.toString();
  }
}
