package dev.interlock.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class InterpolationTest {
  private static final Map<String, String> ENVIRONMENT = Map.of("A", "1", "EMPTY", "");

  @Property
  void text_without_variables_is_left_alone_and_escaped_text_comes_back(
      @ForAll @Chars({'$', '{', '}', ':', '-', 'A', ' ', '\\'}) @StringLength(max = 12)
          String text) {
    String escaped = text.replace("${", "$${");

    assertThat(expand(escaped)).isEqualTo(text);
  }

  @Property
  void a_value_is_inserted_as_it_is(
      @ForAll @CharRange(from = ' ', to = '~') @StringLength(max = 20) String value) {
    var result = Interpolation.of("<${V}>", Map.of("V", value)::get);

    assertThat(result).isEqualTo(new Interpolation("<" + value + ">", List.of()));
  }

  @Test
  void replaces_variables_by_value_or_default() {
    assertThat(expand("${A}${A}")).isEqualTo("11");
    assertThat(expand("${A:-2}")).isEqualTo("1");
    assertThat(expand("${B:-2}")).isEqualTo("2");
    assertThat(expand("${B:-}")).isEmpty();
    assertThat(expand("${EMPTY:-2}")).isEqualTo("2");
    assertThat(expand("${EMPTY}")).isEmpty();
    assertThat(expand("$A $ {A}")).isEqualTo("$A $ {A}");
  }

  @Test
  void says_which_variables_are_missing() {
    assertThat(Interpolation.of("${B}${A}${C}${", ENVIRONMENT::get).faults())
        .containsExactly(
            "variable B is not set", "variable C is not set", "`${` without a variable");
  }

  private static String expand(String text) {
    var result = Interpolation.of(text, ENVIRONMENT::get);
    assertThat(result.faults()).isEmpty();
    return result.text();
  }
}
