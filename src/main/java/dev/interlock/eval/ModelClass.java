package dev.interlock.eval;

import java.util.List;

/**
 * Models of one size in the public outcome sets, and what is guessed of their answers where nobody
 * graded them.
 *
 * @param of02 names in the nine-model set
 * @param of03 names in MMLU-Pro's answers
 * @param of04 names in ZeroEval's answers
 * @param everyday chance of an insufficient answer to an everyday request
 * @param simple the same for a short instruction
 * @param hard the same for a prompt that was chosen for being hard
 */
record ModelClass(
    List<String> of02,
    List<String> of03,
    List<String> of04,
    double everyday,
    double simple,
    double hard) {
  /** Some 7 billion parameters: what difficulty is about. */
  static final ModelClass SMALL =
      new ModelClass(
          List.of("qwen2.5-7b-instruct", "llama-3.1-8b-instruct", "mistral-7b-instruct-v0.3"),
          List.of("Meta-Llama-3_1-8B-Instruct", "Mistral-7B-Instruct-v0.2", "mathstral-7B"),
          List.of("Meta-Llama-3.1-8B-Instruct", "Qwen2-7B-Instruct", "Qwen2.5-7B-Instruct"),
          0.05,
          0.15,
          0.75);

  /** Some 30 to 70 billion parameters, or the quick model of a provider. */
  static final ModelClass MEDIUM =
      new ModelClass(
          List.of("llama-3.3-nemotron-super-49b-v1", "llama-3.1-nemotron-51b-instruct"),
          List.of("Mixtral-8x7B-Instruct-v0.1", "Qwen1.5-72B-Chat", "jamba-1.5-large"),
          List.of(
              "claude-3-haiku-20240307",
              "gpt-3.5-turbo-0125",
              "gemini-1.5-flash",
              "Meta-Llama-3-70B-Instruct",
              "Qwen2-72B-Instruct"),
          0.03,
          0.08,
          0.5);

  /** What was a provider's best, or nearly; the nine-model set has none. */
  static final ModelClass LARGE =
      new ModelClass(
          List.of("llama-3.3-nemotron-super-49b-v1", "llama-3.1-nemotron-51b-instruct"),
          List.of("Meta-Llama-3_1-70B-Instruct", "gemini-1.5-flash-002", "gemini-1.5-pro-002"),
          List.of(
              "gpt-4o-2024-08-06",
              "claude-3-5-sonnet-20241022",
              "Mistral-Large-2",
              "Llama-3.1-405B-Inst@sambanova",
              "gemini-1.5-pro"),
          0.02,
          0.04,
          0.25);
}
