package dev.interlock.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutcomeWriterTest {
  private static final Outcome GOOD =
      new Outcome(OptionalDouble.of(0.5), OptionalDouble.of(0.0021), OptionalDouble.of(62));
  private static final Outcome UNGRADED =
      new Outcome(OptionalDouble.empty(), OptionalDouble.of(0.001), OptionalDouble.of(7));

  @TempDir private Path folder;

  @Test
  void what_is_written_is_what_is_read() throws IOException {
    Path file = folder.resolve("outcomes.jsonl");
    try (var writer = OutcomeWriter.create(file)) {
      writer.write(row("a", "Hi\n\"there\"", Map.of("small", GOOD), Map.of("big", "timed_out")));
      writer.write(row("b", "Nobody", Map.of(), Map.of("small", "not_allowed")));
      writer.write(row("c", "Bye", Map.of("small", UNGRADED), Map.of()));
    }

    List<OutcomeRow> rows = OutcomeFile.read(file);

    assertThat(rows).hasSize(2);
    assertThat(rows.getFirst().prompt()).isEqualTo("Hi\n\"there\"");
    assertThat(rows.getFirst().task()).hasValue("chat");
    assertThat(rows.getFirst().outcomes()).isEqualTo(Map.of("small", GOOD));
    assertThat(rows.getLast().outcomes()).isEqualTo(Map.of("small", UNGRADED));
    assertThat(Files.readAllLines(file).getFirst())
        .isEqualTo(
            "{\"id\":\"a\",\"prompt\":\"Hi\\n"
                + "\\\"there\\\"\",\"task\":\"chat\",\"outcomes\":{\"small\":"
                + "{\"score\":0.5,\"cost\":0.0021,\"output_tokens\":62}},\"missing\":{\"big\":\"timed_out\"}}");
  }

  @Test
  void only_its_owner_reads_it_and_it_takes_nobodys_place() throws IOException {
    Path file = folder.resolve("outcomes.jsonl");
    OutcomeWriter.create(file).close();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThatThrownBy(() -> OutcomeWriter.create(file))
        .isInstanceOf(FileAlreadyExistsException.class);
  }

  @Test
  void what_is_there_is_known_and_half_a_line_is_cut_off() throws IOException {
    Path file = folder.resolve("outcomes.jsonl");
    try (var writer = OutcomeWriter.create(file)) {
      writer.write(
          row(
              "a",
              "Hi",
              Map.of("small", GOOD),
              Map.of("medium", "timed_out", "big", "not_allowed")));
    }
    Path _ = Files.writeString(file, "{\"id\":\"b\",\"prom", StandardOpenOption.APPEND);

    try (var writer = OutcomeWriter.resume(file, "not_allowed"::equals)) {
      assertThat(writer.isSettled("a", "small")).isTrue();
      assertThat(writer.isSettled("a", "big")).isTrue();
      assertThat(writer.isSettled("a", "medium")).isFalse();
      assertThat(writer.isSettled("b", "small")).isFalse();
      writer.write(row("b", "Ho", Map.of("small", GOOD), Map.of()));
    }

    assertThat(OutcomeFile.read(file)).extracting(OutcomeRow::prompt).containsExactly("Hi", "Ho");
  }

  @Test
  void an_answer_that_nobody_graded_settles_nothing() throws IOException {
    Path file = folder.resolve("outcomes.jsonl");
    try (var writer = OutcomeWriter.create(file)) {
      writer.write(row("a", "Hi", Map.of("small", UNGRADED, "big", GOOD), Map.of()));
    }

    try (var writer = OutcomeWriter.resume(file, _ -> true)) {
      assertThat(writer.isSettled("a", "small")).isFalse();
      assertThat(writer.isSettled("a", "big")).isTrue();
    }
  }

  @Test
  void there_is_one_writer_at_a_time() throws IOException {
    Path file = folder.resolve("outcomes.jsonl");
    OutcomeWriter.create(file).close();

    try (var writer = OutcomeWriter.resume(file, _ -> true)) {
      assertThatThrownBy(() -> OutcomeWriter.resume(file, _ -> true))
          .isInstanceOf(OutcomeException.class)
          .hasMessageContaining("in use");
      writer.write(row("a", "Hi", Map.of("small", GOOD), Map.of()));
    }

    OutcomeWriter.resume(file, _ -> true).close();
    assertThat(OutcomeFile.read(file)).hasSize(1);
  }

  @Test
  void a_file_that_others_could_read_is_closed_to_them() throws IOException {
    Path file = Files.writeString(folder.resolve("outcomes.jsonl"), "");
    Path _ = Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    OutcomeWriter.resume(file, _ -> true).close();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void what_is_no_outcome_is_not_gone_on_with() throws IOException {
    Path file = Files.writeString(folder.resolve("notes.txt"), "secret notes\n");

    assertThatThrownBy(() -> OutcomeWriter.resume(file, _ -> true))
        .isInstanceOf(OutcomeException.class)
        .hasMessageContaining("notes.txt:1: not JSON")
        .hasMessageNotContaining("secret");
    assertThat(file).hasContent("secret notes\n");
  }

  private static CollectedRow row(
      String id, String prompt, Map<String, Outcome> outcomes, Map<String, String> missing) {
    return new CollectedRow(
        id,
        new OutcomeRow(prompt, Optional.of("chat"), new LinkedHashMap<>(outcomes)),
        new LinkedHashMap<>(missing));
  }
}
