package dev.interlock.collect.grade;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ValidatorCommandTest {
  private static final Task TASK = Tasks.expecting("an answer", "one", "two");

  @TempDir private Path folder;

  @Test
  void the_exit_status_says_right_or_wrong() throws InterruptedException {
    assertThat(script("exit 0")).isEqualTo(new Grade.Scored(1));
    assertThat(script("exit 1")).isEqualTo(new Grade.Scored(0));
    assertThat(script("exit 2")).isEqualTo(new Grade.Ungraded("command failed"));
  }

  @Test
  void a_number_is_the_score() throws InterruptedException {
    assertThat(script("echo 0.25")).isEqualTo(new Grade.Scored(0.25));
    assertThat(script("echo 1.5")).isEqualTo(new Grade.Ungraded("command said no score"));
    assertThat(script("echo NaN")).isEqualTo(new Grade.Ungraded("command said no score"));
    assertThat(script("echo fine")).isEqualTo(new Grade.Ungraded("command said no score"));
    assertThat(script("echo 0.25; exit 1")).isEqualTo(new Grade.Scored(0));
  }

  @Test
  void it_is_told_everything_but_who_answered() throws Exception {
    Path told = folder.resolve("told");
    assertThat(script("cat > " + told)).isEqualTo(new Grade.Scored(1));

    JsonNode input = JsonMapper.shared().readTree(Files.readAllBytes(told));
    assertThat(input)
        .isEqualTo(
            JsonMapper.shared()
                .readTree(
                    "{\"prompt\": \"the prompt\", \"answer\": \"an answer\", \"task\": \"the"
                        + " task\", \"expected\": [\"one\", \"two\"]}"));
  }

  @Test
  void it_finds_no_environment_but_the_usual() throws Exception {
    Path environment = folder.resolve("environment");
    assertThat(script("env > " + environment)).isEqualTo(new Grade.Scored(1));

    assertThat(Files.readAllLines(environment))
        .extracting(line -> line.substring(0, line.indexOf('=')))
        .contains("PATH")
        .isSubsetOf("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TZ", "PWD", "SHLVL", "_");
  }

  @Test
  void its_time_ends_with_all_that_it_started() throws Exception {
    Path pid = folder.resolve("pid");
    var slow = command("sleep 60 & echo $! > " + pid + "; wait", Duration.ofMillis(500));

    assertThat(slow.grade(TASK)).isEqualTo(new Grade.Ungraded("command timed out"));
    long child = Long.parseLong(Files.readString(pid).strip());
    ProcessHandle.of(child).ifPresent(process -> process.onExit().join());
    assertThat(ProcessHandle.of(child).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void one_that_reads_nothing_and_says_much_is_no_harm() throws InterruptedException {
    Task large = Tasks.expecting("x".repeat(1 << 20));

    assertThat(command("exit 0", Duration.ofSeconds(20)).grade(large))
        .isEqualTo(new Grade.Scored(1));
    assertThat(script("head -c 1000000 /dev/zero"))
        .isEqualTo(new Grade.Ungraded("command said no score"));
  }

  @Test
  void no_shell_looks_at_the_command() throws InterruptedException {
    var grader =
        new ValidatorCommand(List.of("test", "$HOME", "=", "$HOME"), Duration.ofSeconds(20));
    assertThat(grader.grade(TASK)).isEqualTo(new Grade.Scored(1));
    assertThat(
            new ValidatorCommand(List.of("test", "$HOME", "!=", "$HOME"), Duration.ofSeconds(20))
                .grade(TASK))
        .isEqualTo(new Grade.Scored(0));
  }

  @Test
  void one_that_is_not_there_grades_nothing() throws InterruptedException {
    var missing =
        new ValidatorCommand(List.of(folder.resolve("none").toString()), Duration.ofSeconds(1));

    assertThat(missing.grade(TASK)).isEqualTo(new Grade.Ungraded("command not started"));
  }

  private static Grade script(String text) throws InterruptedException {
    return command(text, Duration.ofSeconds(20)).grade(TASK);
  }

  private static ValidatorCommand command(String text, Duration limit) {
    return new ValidatorCommand(List.of("bash", "-c", text), limit);
  }
}
