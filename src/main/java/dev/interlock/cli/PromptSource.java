package dev.interlock.cli;

import dev.interlock.collect.PromptFile;
import dev.interlock.collect.Question;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * Where {@code interlock collect} gets prompts from.
 *
 * @param files of prompts
 * @param limit how many of them count
 */
record PromptSource(List<Path> files, Optional<Integer> limit) {
  /** Each question once, the first line that asks it. */
  List<Question> read() throws IOException {
    if (files.isEmpty()) {
      throw new Failure(2, "missing: PROMPTS (expected: a file of prompts)");
    }
    var questions = new LinkedHashMap<String, Question>();
    for (Path file : files) {
      PromptFile.read(file).forEach(question -> questions.putIfAbsent(question.id(), question));
    }
    if (questions.isEmpty()) {
      throw new Failure(2, "PROMPTS: no prompt (expected: one a line)");
    }
    return questions.values().stream().limit(limit.orElse(Integer.MAX_VALUE)).toList();
  }
}
