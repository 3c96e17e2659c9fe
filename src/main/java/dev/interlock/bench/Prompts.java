package dev.interlock.bench;

import dev.interlock.embedding.WordPiece;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Prompts of chosen length, made by joining real ones and cutting at a word. Lengths are counted by
 * the encoder's own tokenizer. Deterministic; one thread.
 */
public final class Prompts {
  private static final int UNKNOWN_PIECE = 100;

  private final List<String> texts;
  private final WordPiece wordPiece;
  private final SplittableRandom random;

  /**
   * Prompts made of {@code texts}.
   *
   * @param wordPiece counts tokens
   */
  public Prompts(List<String> texts, WordPiece wordPiece, long seed) {
    this.texts = List.copyOf(texts);
    this.wordPiece = wordPiece;
    this.random = new SplittableRandom(seed);
  }

  /** The tokenizer of the encoder in {@code directory}. */
  public static WordPiece tokenizer(Path directory) throws IOException {
    return new WordPiece(Files.readAllLines(directory.resolve("vocab.txt")), UNKNOWN_PIECE);
  }

  /** The prompts that come with the program. */
  public static List<String> shipped() throws IOException {
    try (InputStream in = Prompts.class.getResourceAsStream("prompts.txt");
        var lines =
            new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8))) {
      return lines.lines().filter(line -> !line.isBlank()).toList();
    }
  }

  /** The prompts of a JSON-lines file: the field {@code prompt}, or else {@code text}. */
  public static List<String> read(Path jsonLines) throws IOException {
    JsonMapper mapper = new JsonMapper();
    List<String> prompts = new ArrayList<>();
    for (String line : Files.readAllLines(jsonLines)) {
      JsonNode row = mapper.readTree(line);
      String text = row.path("prompt").asString(row.path("text").asString(""));
      if (!text.isBlank()) {
        prompts.add(text);
      }
    }
    if (prompts.isEmpty()) {
      throw new IOException(jsonLines + ": no prompts (expected: \"prompt\" or \"text\" fields)");
    }
    return prompts;
  }

  /** {@code count} prompts, each of {@code least} to {@code most} tokens, evenly spread. */
  public List<String> ofTokens(int least, int most, int count) {
    List<String> prompts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      prompts.add(ofTokens(random.nextInt(least, most + 1)));
    }
    return prompts;
  }

  int tokens(String text) {
    return wordPiece.tokenize(text).size();
  }

  private String ofTokens(int wanted) {
    StringBuilder joined = new StringBuilder();
    int tokens = 0;
    while (tokens < wanted) {
      String next = texts.get(random.nextInt(texts.size()));
      joined.append(joined.isEmpty() ? "" : " ").append(next);
      tokens += tokens(next);
    }
    return cut(joined.toString(), wanted);
  }

  /** The longest prefix of whole words that has at most {@code most} tokens. */
  private String cut(String text, int most) {
    int fits = 0;
    int low = 0;
    int high = text.length();
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int word = middle == text.length() ? middle : text.lastIndexOf(' ', middle);
      if (word <= 0 || tokens(text.substring(0, word)) <= most) {
        fits = Math.max(fits, word);
        low = middle + 1;
      } else {
        high = word - 1;
      }
    }
    return fits <= 0 ? text : text.substring(0, fits);
  }
}
