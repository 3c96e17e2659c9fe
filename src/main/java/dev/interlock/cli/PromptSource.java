package dev.interlock.cli;

import dev.interlock.collect.PromptFile;
import dev.interlock.collect.Question;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where {@code interlock collect} gets prompts from.
 *
 * @param files of prompts
 * @param samples a folder that a sidecar keeps samples in
 * @param limit how many of them count
 */
record PromptSource(List<Path> files, Optional<Path> samples, Optional<Integer> limit) {
  /**
   * Each question once, the first line that asks it.
   *
   * @param err told of samples that cannot be read
   */
  List<Question> read(PrintWriter err) throws IOException {
    if (files.isEmpty() && samples.isEmpty()) {
      throw new Failure(2, "missing: PROMPTS (expected: a file of prompts, or --samples)");
    }
    if (limit.filter(most -> most < 1).isPresent()) {
      throw new Failure(2, "--limit: " + limit.get() + " (expected: at least 1)");
    }
    var questions = new LinkedHashMap<String, Question>();
    for (Path file : files) {
      PromptFile.read(file).forEach(question -> questions.putIfAbsent(question.id(), question));
    }
    var torn = new ArrayList<String>();
    for (Path file : kept()) {
      PromptFile.read(file, torn::add)
          .forEach(question -> questions.putIfAbsent(question.id(), question));
    }
    if (!torn.isEmpty()) {
      err.printf(
          "interlock: --samples: %d lines are no JSON and were skipped, the first: %s%n",
          torn.size(), torn.getFirst());
      err.flush();
    }
    if (questions.isEmpty()) {
      throw new Failure(2, "PROMPTS: no prompt (expected: one a line)");
    }
    return questions.values().stream().limit(limit.orElse(Integer.MAX_VALUE)).toList();
  }

  /** Files of samples, oldest first: their names say when they began. */
  private List<Path> kept() throws IOException {
    if (samples.isEmpty()) {
      return List.of();
    }
    try (Stream<Path> kept = Files.list(samples.get())) {
      return kept.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList();
    }
  }
}
