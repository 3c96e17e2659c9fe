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
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Prompts of chosen length: real ones that have it, else longer ones cut at a word, else several
 * joined. Lengths are counted by the encoder's own tokenizer. Deterministic; one thread.
 */
public final class Prompts {
  private static final int UNKNOWN_PIECE = 100;

  private final List<String> texts;
  private final WordPiece wordPiece;
  private final Random random;

  /**
   * Prompts made of {@code texts}.
   *
   * @param wordPiece counts tokens
   */
  Prompts(List<String> texts, WordPiece wordPiece, long seed) {
    this.texts = List.copyOf(texts);
    this.wordPiece = wordPiece;
    this.random = new Random(seed);
  }

  /** The tokenizer of the encoder in {@code directory}. */
  static WordPiece tokenizer(Path directory) throws IOException {
    return new WordPiece(Files.readAllLines(directory.resolve("vocab.txt")), UNKNOWN_PIECE);
  }

  /** The prompts that come with the program. */
  public static List<String> shipped() throws IOException {
    try (InputStream in = Prompts.class.getResourceAsStream("prompts.jsonl");
        var lines =
            new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8))) {
      return read(lines.lines());
    }
  }

  /** The prompts of a JSON-lines file: the field {@code prompt}, or else {@code text}. */
  public static List<String> read(Path jsonLines) throws IOException {
    List<String> prompts = read(Files.readAllLines(jsonLines).stream());
    if (prompts.isEmpty()) {
      throw new IOException(jsonLines + ": no prompts (expected: \"prompt\" or \"text\" fields)");
    }
    return prompts;
  }

  /** {@code count} prompts, each of {@code least} to {@code most} tokens. */
  List<String> ofTokens(int least, int most, int count) {
    List<String> fitting = shuffled(length -> least <= length && length <= most);
    List<String> prompts = new ArrayList<>(fitting.subList(0, Math.min(count, fitting.size())));
    Iterator<String> longer = shuffled(length -> length > most).iterator();
    while (prompts.size() < count) {
      int wanted = random.nextInt(least, most + 1);
      prompts.add(cut(longer.hasNext() ? longer.next() : joined(wanted), wanted));
    }
    return prompts;
  }

  private List<String> shuffled(IntPredicate length) {
    List<String> chosen = new ArrayList<>(texts);
    chosen.removeIf(text -> !length.test(tokens(text)));
    Collections.shuffle(chosen, random);
    return chosen;
  }

  private static List<String> read(Stream<String> jsonLines) {
    JsonMapper mapper = new JsonMapper();
    return jsonLines
        .map(mapper::readTree)
        .map(row -> row.path("prompt").asString(row.path("text").asString("")))
        .filter(text -> !text.isBlank())
        .toList();
  }

  int tokens(String text) {
    return wordPiece.tokenize(text).size();
  }

  private String joined(int wanted) {
    StringBuilder joined = new StringBuilder();
    int tokens = 0;
    while (tokens < wanted) {
      String next = texts.get(random.nextInt(texts.size()));
      joined.append(joined.isEmpty() ? "" : " ").append(next);
      tokens += tokens(next);
    }
    return joined.toString();
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
