package dev.interlock.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.inference.Role;
import dev.interlock.inference.Turn;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RedactionTest {
  @Test
  void personal_data_is_replaced_by_its_kind_and_nothing_else_changes() {
    assertThat(
            redacted(
                "Write to ada.lovelace@example.org, or charge 4111 1111 1111 1111 (Ümläut, 你好)."))
        .containsExactly("Write to [EMAIL], or charge [CARD] (Ümläut, 你好).");
    assertThat(redacted("Nothing personal: 2 + 2 = 4.\n"))
        .containsExactly("Nothing personal: 2 + 2 = 4.\n");
  }

  @Test
  void what_hides_in_another_spelling_goes_whole() {
    assertThat(redacted("ada\u200b.lovelace@example.org!")).containsExactly("[EMAIL]!");
    assertThat(redacted("４１１１ １１１１ １１１１ １１１１")).containsExactly("[CARD]");
  }

  @Test
  void every_turn_keeps_its_own_text() {
    assertThat(redacted("Mail me at a@example.org", "", "or at b@example.org, please"))
        .containsExactly("Mail me at [EMAIL]", "", "or at [EMAIL], please");
  }

  @Test
  void the_words_that_give_a_number_away_may_stand_in_the_turn_before() {
    String number = "078-05-1120";
    assertThat(redacted("My social security number (SSN):", number))
        .containsExactly("My social security number (SSN):", "[NATIONAL_ID]");
  }

  @Test
  void a_conversation_with_a_secret_is_not_kept_at_all() {
    assertThat(
            Redaction.of(turns("Why does this fail?", "password=Xk9-hunter-22Zq connects to db")))
        .isEmpty();
    assertThat(Redaction.of(turns("-----BEGIN RSA PRIVATE KEY-----\nMIIE..."))).isEmpty();
  }

  private static List<String> redacted(String... texts) {
    return Redaction.of(turns(texts)).orElseThrow().stream().map(Turn::text).toList();
  }

  private static List<Turn> turns(String... texts) {
    return Stream.of(texts).map(text -> new Turn(Role.USER, text, 0)).toList();
  }
}
