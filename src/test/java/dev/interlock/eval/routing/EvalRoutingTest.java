package dev.interlock.eval.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command, with the shipped encoder. */
class EvalRoutingTest {
  private static final String ENCODER = "src/main/encoder";
  private static final String SECRET = "Zanzibar";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  @BeforeEach
  void lay() throws IOException {
    write(
        "outcomes.jsonl",
        IntStream.range(0, 80)
            .mapToObj(
                row ->
                    """
                    {"prompt": "%s", "task": "%s", "outcomes": {
                    "small": {"score": %d, "cost": 0.001, "output_tokens": 50},
                    "large": {"score": 1, "cost": 0.02, "output_tokens": 80}}}"""
                        .formatted(
                            row % 2 == 0
                                ? "What is the capital of " + SECRET + " " + row + "?"
                                : "Prove the theorem of chapter " + row + " by induction.",
                            row % 2 == 0 ? "facts" : "proofs",
                            row % 2 == 0 ? 1 : 0)
                        .replace("\n", " "))
            .collect(Collectors.joining("\n")));
  }

  @Test
  void prints_and_writes_a_report_and_draws_it_without_any_prompt() throws IOException {
    write(
        "pairs.jsonl", "{\"a\": \"What is the capital of Peru?\", \"b\": \"Capital of Peru?\"}\n");
    write("prices.yaml", "large: {input: 2, output: 8}\n");
    assertThat(
            eval(
                "--train",
                file("outcomes.jsonl"),
                "--pairs",
                file("pairs.jsonl"),
                "--prices",
                file("prices.yaml")))
        .isZero();
    String report = Files.readString(folder.resolve("report.json"));
    assertThat(report)
        .contains("\"audc\"", "\"apgr_low95\"", "\"break_even\"", "\"by_task\"", "\"same_model\"");
    assertThat(Files.readString(folder.resolve("page.html")))
        .contains("<svg")
        .doesNotContain(SECRET);
    assertThat(out.toString()).contains("static hull", "oracle", "a decision: median");
    assertThat(out + report).doesNotContain(SECRET);
  }

  @Test
  void the_same_outcomes_give_the_same_files() throws IOException {
    assertThat(eval("--train", file("outcomes.jsonl"))).isZero();
    String report = Files.readString(folder.resolve("report.json"));
    String page = Files.readString(folder.resolve("page.html"));
    assertThat(eval("--train", file("outcomes.jsonl"))).isZero();
    assertThat(Files.readString(folder.resolve("report.json"))).isEqualTo(report);
    assertThat(Files.readString(folder.resolve("page.html"))).isEqualTo(page);
  }

  @Test
  void what_cannot_be_done_is_said_in_a_line() throws IOException {
    write("prices.yaml", "medium: 2\n");
    assertThat(eval("--train", file("outcomes.jsonl"), "--prices", file("prices.yaml")))
        .isEqualTo(1);
    assertThat(err.toString())
        .isEqualTo(file("prices.yaml") + ": medium: no such model (expected: large, small)");
    assertThat(eval("--bundle", file("outcomes.jsonl"), "--test", file("outcomes.jsonl")))
        .isEqualTo(1);
    assertThat(err.toString()).contains("outcomes.jsonl: checksum mismatch");
    assertThat(eval("--bundle", file("router.bundle"))).isEqualTo(2);
    assertThat(err.toString()).contains("--bundle: given (expected: with --test, without --train)");
    assertThat(eval()).isEqualTo(2);
    assertThat(err.toString()).contains("one of --data, --bundle and --train is needed");
    assertThat(eval("--data", folder.toString(), "--ids", "E7")).isEqualTo(2);
    assertThat(err.toString()).contains("--ids: E7 (expected: some of E1, E2,");
  }

  @Test
  void prices_that_only_some_of_the_sets_can_have_are_refused_before_anything_runs()
      throws IOException {
    PublicDataFixture.write(folder);
    write("prices.yaml", "gpt-4-1106: {input: 10, output: 30}\n");
    String[] run = {"--data", folder.toString(), "--ids", "E5,E2", "--prices", file("prices.yaml")};

    assertThat(eval(run)).isEqualTo(1);
    assertThat(err.toString())
        .isEqualTo(
            file("prices.yaml")
                + ": gpt-4-1106: a price per token, but gsm8k has no output_tokens of it (expected:"
                + " a factor)");
    assertThat(folder.resolve("report.json")).doesNotExist();
    write("prices.yaml", "gpt-5: 1\n");
    assertThat(eval(run)).isEqualTo(1);
    assertThat(err.toString()).contains("gpt-5: no such model (expected: Llama-3.1-405B");
  }

  @Test
  void budgets_are_priced_anew_too() throws IOException {
    PublicDataFixture.write(folder);
    write("prices.yaml", "gpt-4o-2024-08-06: {input: 1, output: 4}\n");

    assertThat(eval("--data", folder.toString(), "--ids", "E18", "--prices", file("prices.yaml")))
        .isZero();
    assertThat(Files.readString(folder.resolve("report.json"))).contains("\"gain\"");
  }

  private int eval(String... options) {
    var arguments =
        new ArrayList<String>(
            List.of(
                "--encoder",
                ENCODER,
                "--report",
                file("report.json"),
                "--page",
                file("page.html")));
    arguments.addAll(List.of(options));
    return new CommandLine(new EvalRouting())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .setExecutionExceptionHandler(
            (failure, line, _) -> {
              line.getErr().print(failure.getMessage());
              line.getErr().flush();
              return 1;
            })
        .execute(arguments.toArray(String[]::new));
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}
