package dev.interlock.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.bootstrap.SignalFamilies;
import dev.interlock.policy.Variables.Variable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page on what rules may read, against what they may read. */
class ExpressionsPageTest {
  private static final Path PAGE = Path.of("docs/reference/expressions.md");

  @Test
  void every_variable_is_on_the_page_and_no_other() throws IOException {
    var variables = Variables.of(SignalFamilies.specs()).byName();
    Set<String> written = new TreeSet<>();
    Pattern.compile("`((?:signals|request|caller|model)\\.[a-z_.]+)`")
        .matcher(Files.readString(PAGE))
        .results()
        .forEach(match -> written.add(match.group(1)));

    assertThat(written).isEqualTo(new TreeSet<>(variables.keySet()));
  }

  @Test
  void types_and_meanings_are_those_of_the_code() throws IOException {
    String page = Files.readString(PAGE);

    SignalFamilies.specs().forEach(spec -> assertThat(page).contains("| " + spec.meaning() + " |"));
    for (Variable variable : Variables.of(SignalFamilies.specs()).byName().values()) {
      if (!variable.name().endsWith(Variables.CONFIDENCE)) {
        assertThat(page).contains("| `%s` | %s |".formatted(variable.name(), type(variable)));
      }
    }
  }

  private static String type(Variable variable) {
    return variable.type().name().equals("map")
        ? "map(string, string)"
        : variable.type().name().equals("list") ? "list(string)" : variable.type().name();
  }
}
