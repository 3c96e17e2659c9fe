package dev.interlock.eval.routing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A data directory in the layout of the public sets, with made-up rows: of every set, even rows are
 * greetings, which every model masters, and odd rows are proofs, which only some do.
 */
final class PublicDataFixture {
  static final int ROWS = 60;

  private static final List<String> NINE =
      List.of("gemma-2-9b-it", "llama-3.1-8b-instruct", "llama-3.3-nemotron-super-49b-v1");

  private static final List<String> TEN =
      List.of(
          "Phi-3-mini-4k-instruct",
          "Meta-Llama-3_1-8B-Instruct",
          "Mistral-7B-Instruct-v0.2",
          "mathstral-7B",
          "gemini-1.5-flash-002",
          "Mixtral-8x7B-Instruct-v0.1",
          "Meta-Llama-3_1-70B-Instruct",
          "Qwen1.5-72B-Chat",
          "gemini-1.5-pro-002",
          "jamba-1.5-large");

  private static final List<String> TWELVE =
      List.of(
          "Meta-Llama-3.1-8B-Instruct",
          "gemini-1.5-flash",
          "gpt-4o-mini-2024-07-18",
          "claude-3-haiku-20240307",
          "gpt-3.5-turbo-0125",
          "claude-3-5-haiku-20241022",
          "Meta-Llama-3.1-70B-Instruct",
          "gemini-1.5-pro",
          "Mistral-Large-2",
          "gpt-4o-2024-08-06",
          "Llama-3.1-405B-Inst@sambanova",
          "claude-3-5-sonnet-20241022");

  private final Path root;

  private PublicDataFixture(Path root) {
    this.root = root;
  }

  /** Writes all sets below {@code root}. */
  static void write(Path root) throws IOException {
    var data = new PublicDataFixture(root);
    data.pairs();
    data.nineModels();
    data.graded("03-mmlupro-multimodel", "questions.jsonl", "pro", TEN);
    data.graded("04-zeroeval-multimodel", "prompts.jsonl", "zero", TWELVE);
    data.texts();
  }

  static String prompt(String set, int row) {
    return row % 2 == 0
        ? "hello hello hello from " + set + " number " + row
        : "prove theorem 9999 with lemma " + row + " of " + set;
  }

  private static int score(int row, boolean strong) {
    return row % 2 == 0 || strong ? 1 : 0;
  }

  private void pairs() throws IOException {
    write(
        "01-routellm-eval/mmlu_pair.csv",
        "subject,prompt,mixtral_8x7b_correct,gpt4_1106_correct\n"
            + lines(
                row ->
                    "algebra,\"%s\nA. yes\nB. no\nAnswer:\",%d,%d"
                        .formatted(prompt("mmlu", row), score(row, false), score(row, true))));
    write(
        "01-routellm-eval/contaminated_mmlu.jsonl",
        "{\"eval_prompt\": \"%s\\nA. yes\\nB. no\\nAnswer:\"}\n".formatted(prompt("mmlu", 3)));
    write(
        "01-routellm-eval/gsm8k_pair.csv",
        "prompt,mixtral_8x7b_correct,gpt4_1106_correct,mixtral_out_chars,gpt4_out_chars\n"
            + lines(
                row ->
                    "%s,%d,%d,9,9"
                        .formatted(prompt("gsm", row), score(row, false), score(row, true))));
    write("01-routellm-eval/contaminated_gsm8k.jsonl", "");
  }

  private void nineModels() throws IOException {
    write(
        "02-llmrouter-9models/models.csv",
        """
        model,size,input_usd_per_mtok,output_usd_per_mtok,endpoint_name
        gemma-2-9b-it,9B,0.1,0.1,a
        llama-3.1-8b-instruct,8B,0.2,0.2,b
        llama-3.3-nemotron-super-49b-v1,49B,0.9,0.9,c
        """);
    write(
        "02-llmrouter-9models/train.jsonl",
        lines(
            row ->
                "{\"task\": \"%s\", \"prompt\": \"%s\", \"scores\": {%s}}"
                    .formatted(
                        row % 2 == 0 ? "greeting" : "proof",
                        prompt("nine", row),
                        NINE.stream()
                            .map(
                                model ->
                                    "\"%s\": %d"
                                        .formatted(model, score(row, model.contains("49b"))))
                            .collect(Collectors.joining(", ")))));
    // One of them is a question of MMLU.
    write(
        "02-llmrouter-9models/test.jsonl",
        "{\"task\": \"proof\", \"prompt\": \"%s\", \"scores\": {\"gemma-2-9b-it\": 0,"
                .formatted(prompt("mmlu", 5))
            + " \"llama-3.1-8b-instruct\": 0, \"llama-3.3-nemotron-super-49b-v1\": 1}}\n");
  }

  private void graded(String folder, String prompts, String set, List<String> models)
      throws IOException {
    boolean questions = prompts.startsWith("questions");
    write(
        folder + "/" + prompts,
        lines(
            row ->
                questions
                    ? "{\"id\": \"%d\", \"category\": \"c%d\", \"question\": \"%s\", \"options\": [\"1\", \"2\"]}"
                        .formatted(row, row % 2, prompt(set, row))
                    : "{\"id\": \"%d\", \"task\": \"t%d\", \"prompt\": \"%s\"}"
                        .formatted(row, row % 2, prompt(set, row))));
    write(
        folder + "/correct.csv",
        table(models, (row, model) -> score(row, model >= models.size() / 2)));
    write(folder + "/out_chars.csv", table(models, (row, _) -> row % 2 == 0 ? 40 : 400));
  }

  private interface Cell {
    int of(int row, int model);
  }

  private static String table(List<String> models, Cell cell) {
    return "id,"
        + String.join(",", models)
        + "\n"
        + lines(
            row ->
                row
                    + ","
                    + IntStream.range(0, models.size())
                        .mapToObj(model -> String.valueOf(cell.of(row, model)))
                        .collect(Collectors.joining(",")));
  }

  private void texts() throws IOException {
    write(
        "01-routellm-eval/mt_bench_question.jsonl",
        lines(
            row ->
                "{\"question_id\": %d, \"turns\": [\"%s\", \"make it shorter\"]}"
                    .formatted(row, prompt("mt", row))));
    write(
        "01-routellm-eval/mt_bench_judge_scores.csv",
        "question_id,model,turn,score_1_10\n"
            + lines(
                row -> row + ",gpt-4-1106-preview,1,9\n" + row + ",mixtral,1," + (row % 9 + 1)));
    write(
        "12-paraphrases/paraphrases.json",
        "[{\"origin\": \"%s\", \"similar\": \"%s\"}, {\"origin\": \"%s\", \"similar\": \"%s\"}]"
            .formatted(prompt("a", 0), prompt("a", 2), prompt("a", 1), prompt("a", 3)));
  }

  private static String lines(IntFunction<String> line) {
    return IntStream.range(0, ROWS).mapToObj(line).collect(Collectors.joining("\n", "", "\n"));
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Path folder = path.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.writeString(path, text);
  }
}
