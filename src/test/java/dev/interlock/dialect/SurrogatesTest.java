package dev.interlock.dialect;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class SurrogatesTest {
  private static final Pattern ESCAPE = Pattern.compile("\\\\u[dD][^07]");
  private static final Pattern LONE = Pattern.compile("\\p{Cs}");

  @Property(tries = 3000)
  void no_escaped_surrogate_goes_unseen(@ForAll long seed) {
    String json = random(seed, "\\", "\\u", "d", "D", "8", "f", "\\ud83d", "0", "7");

    assertThat(Surrogates.mayBeEscaped(json.getBytes(ISO_8859_1)))
        .isEqualTo(ESCAPE.matcher(json).find());
  }

  @Property(tries = 3000)
  void a_half_without_its_partner_is_replaced(@ForAll long seed) {
    String text = random(seed, "a", "é", "\uD83D", "\uDE00", "\uD83D\uDE00", "\uDBFF");

    assertThat(Surrogates.repaired(text)).isEqualTo(LONE.matcher(text).replaceAll("\uFFFD"));
  }

  private static String random(long seed, String... pieces) {
    var random = new Random(seed);
    var text = new StringBuilder();
    for (int i = random.nextInt(20); i > 0; i--) {
      text.append(pieces[random.nextInt(pieces.length)]);
    }
    return text.toString();
  }
}
