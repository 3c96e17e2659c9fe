package dev.interlock.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypesTest {
  @ParameterizedTest
  @CsvSource({"7, 7", "+7, 7", "0x1F, 31", "0o17, 15", "007, 7", "-3, -3"})
  void integers_are_written_as_in_yaml(String text, int value) {
    assertThat(read(Types.integer(-9, 99), text)).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({
    "7, 7.0",
    "1e3, 1000.0",
    ".5, 0.5",
    "0x10, 16.0",
    "1_0, ",
    ".inf, ",
    ".nan, ",
    "'\"1\"', "
  })
  void numbers_are_finite_and_not_quoted(String text, Double value) {
    var result = ConfigText.read(value(Types.number(0, 1e6)), "value: " + text);

    assertThat(result.problems().hasErrors()).isEqualTo(value == null);
    if (value != null) {
      assertThat(result.get()).isEqualTo(value);
    }
  }

  @Test
  void other_values() {
    assertThat(read(Types.flag(), "true")).isTrue();
    assertThat(read(Types.flag(), "False")).isFalse();
    assertThat(read(Types.date(), "2026-11-01")).isEqualTo(LocalDate.of(2026, 11, 1));
    assertThat(read(Types.duration(Duration.ZERO, Duration.ofDays(9)), "1d12h"))
        .isEqualTo(Duration.ofHours(36));
    assertThat(read(Types.size(0, 1 << 30), "8MiB")).isEqualTo(8 << 20);
    assertThat(read(Types.uri("https"), "https://a.b/c")).isEqualTo(URI.create("https://a.b/c"));
    assertThat(read(Types.address(), "unix:/run/x")).isEqualTo(new Address.Unix("/run/x"));
    assertThat(read(Types.address(), "localhost:80")).isEqualTo(new Address.Tcp("localhost", 80));
    assertThat(read(Types.tcpAddress(), "'[::1]:80'")).isEqualTo(new Address.Tcp("::1", 80));
    assertThat(read(Types.list(Types.text()), "[a, b]")).containsExactly("a", "b");
    assertThat(read(Types.map(Types.integer(0, 9)), "{b: 1, a: 2}"))
        .containsExactly(Map.entry("b", 1), Map.entry("a", 2));
    assertThat(read(Types.located(Types.text()), "a").location())
        .isEqualTo(new Location("interlock.yaml", 1, 8, "value"));
  }

  @Test
  void values_that_look_like_something_else_need_quotes() {
    assertThat(ConfigText.problems(value(Types.text()), "value: yes\n")).isEmpty();
    assertThat(ConfigText.problems(value(Types.text()), "value: true\n"))
        .isEqualTo("interlock.yaml:1:8 value: true (expected: a text; did you mean `\"true\"`?)");
  }

  @Test
  void a_variable_takes_the_type_that_is_wanted() {
    assertThat(read(Types.text(), "${NUMBER}")).isEqualTo("12");
    assertThat(read(Types.integer(0, 99), "${NUMBER}")).isEqualTo(12);
    assertThat(read(Types.list(Types.integer(0, 99)), "[\"${NUMBER}\"]")).containsExactly(12);
  }

  @Test
  void paths_start_at_the_configuration(@TempDir Path folder) {
    var problems = new ConfigProblems();
    var reading = new Reading(problems, _ -> null, ConfigFiles.in(folder), ConfigText.TODAY);
    var relative = YamlTree.parse("x.yaml", "value: ../a/b", problems).orElseThrow();
    var absolute = YamlTree.parse("x.yaml", "value: /a/b", problems).orElseThrow();
    var broken = YamlTree.parse("x.yaml", "value: \"a\\0b\"", problems).orElseThrow();

    assertThat(value(Types.relativePath()).read(relative, reading))
        .isEqualTo(folder.resolve("../a/b"));
    assertThat(value(Types.relativePath()).read(absolute, reading)).isEqualTo(Path.of("/a/b"));
    assertThat(problems.sorted()).isEmpty();
    value(Types.relativePath()).read(broken, reading);
    assertThat(problems.sorted()).hasSize(1);
  }

  @Test
  void files_are_found_beside_the_configuration(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("a.txt"), "hello");
    var problems = new ConfigProblems();
    var files = ConfigFiles.in(folder);
    var reading = new Reading(problems, _ -> null, files, ConfigText.TODAY);
    var tree = YamlTree.parse("x.yaml", "value: a.txt", problems).orElseThrow();

    assertThat(value(Types.file()).read(tree, reading)).isEqualTo("hello");
    assertThat(problems.sorted()).isEmpty();
    assertThat(files.contents()).hasSize(1);
  }

  @Test
  void a_path_quotes_odd_names() {
    assertThat(ConfigText.problems(Types.map(Types.flag()), "a.b: 1\n"))
        .isEqualTo("interlock.yaml:1:6 [\"a.b\"]: 1 (expected: true or false)");
  }

  @Test
  void every_placeholder_is_a_value_its_type_accepts() {
    var types =
        List.<Type<?>>of(
            Types.text(),
            Types.integer(3, 9),
            Types.number(0.5, 1),
            Types.flag(),
            Types.date(),
            Types.duration(Duration.ofSeconds(1), Duration.ofSeconds(2)),
            Types.size(1, 10),
            Types.uri("http"),
            Types.address(),
            Types.someOf(Types.text()));

    assertThat(types).allSatisfy(TypesTest::acceptsItsPlaceholder);
  }

  private static <T> void acceptsItsPlaceholder(Type<T> type) {
    Object shown = type.show(type.placeholder());
    assertThat(read(type, shown.toString())).isEqualTo(type.placeholder());
  }

  private static <T> T read(Type<T> type, String text) {
    return ConfigText.read(value(type), "value: " + text).get();
  }

  private static <T> Type<T> value(Type<T> type) {
    return Types.object(in -> in.required("value", type, "The value."));
  }
}
