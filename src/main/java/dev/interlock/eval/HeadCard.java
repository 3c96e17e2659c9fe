package dev.interlock.eval;

import dev.interlock.digest.Sha256;
import dev.interlock.head.HeadFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code CARD.md} beside the shipped heads: what they are made of and what they reach. */
final class HeadCard {
  private static final String INTRODUCTION =
      """
      # Shipped heads

      Written by `interlock train heads --data DATA --encoder ENCODER --out HEADS`; the same input gives the same bytes.
      Each head is a logistic regression over hashed n-grams (int8), one over the static vector with shape features, and one
      over the transformer vector, fused and calibrated on rows that were held out. The cheap two decide alone when
      their margin is wide. English only; in other languages the signals abstain.

      | head | tells | learnt from |
      | --- | --- | --- |
      | domain | 14 MMLU-Pro categories, or general | MMLU-Pro questions without their options; everyday utterances as general |
      | task | coding, math, writing, roleplay, reasoning, knowledge, extraction, or general | labelled prompt collections; everyday utterances as general |
      | difficulty | chance that the answer of a 7B-class model is insufficient | graded answers of such models, and weak labels: everyday utterances 0.05, simple instructions 0.15, prompts chosen for being hard (Arena-Hard 0.1 and 2.0) 0.75 |

      Rows are split by SHA-256 of the normalised text (lower case, letters and digits): 70 % train, 10 % calibration,
      20 % test; duplicates never straddle. Prompts that also occur in RouteLLM's MMLU and GSM8K files were left out of
      the difficulty rows, as were two tasks whose grading does not tell large models from small ones.
      The metrics below are on the test rows. Difficulty is a prior: it knows public benchmarks, not your traffic.
      `mean_` is the mean prediction, `true_` the mean outcome (or weak label) of a source; auc, brier and ece are over graded rows alone.

      ## Data and licences
      - MMLU-Pro questions (MIT) and graded answers (TIGER-AI-Lab/MMLU-Pro, Apache-2.0)
      - Nine-model outcomes (ulab-uiuc/LLMRouter, MIT)
      - ZeroEval answers (WildEval/ZeroEval, Apache-2.0) over GSM8K (MIT), CRUXEval (MIT), MATH (MIT)
      - MT-Bench and Vicuna questions (lm-sys/FastChat, Apache-2.0), Arena-Hard (lmarena/arena-hard-auto, Apache-2.0),
        Self-Instruct seeds (yizhongw/self-instruct, Apache-2.0), HumanEval (openai/human-eval, MIT)
      - CLINC150 utterances (clinc/oos-eval, CC BY 3.0) and HWU64 utterances (xliuhw/NLU-Evaluation-Data, CC BY 4.0),
        without their labels
      """;

  private final List<String> lines = new ArrayList<>();

  void add(HeadFile head, Path file) throws IOException {
    lines.add("");
    lines.add("## " + head.name());
    lines.add("");
    lines.add(
        "`%s`: %,d bytes, SHA-256 `%s`  "
            .formatted(file.getFileName(), Files.size(file), Sha256.hex(Files.readAllBytes(file))));
    lines.add("vector space `" + head.space() + "`, training data `" + head.dataHash() + "`");
    lines.add("");
    lines.add("| metric | value |");
    lines.add("| --- | --- |");
    head.metrics()
        .forEach(
            (name, value) -> lines.add(String.format(Locale.ROOT, "| %s | %.4f |", name, value)));
  }

  void write(Path file) throws IOException {
    Files.writeString(file, INTRODUCTION + String.join("\n", lines) + "\n");
  }
}
