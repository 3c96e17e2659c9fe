package dev.interlock.collect;

import dev.interlock.collect.grade.Method;
import dev.interlock.collect.grade.Reference;
import dev.interlock.dialect.ReadResult;
import dev.interlock.dialect.RequestReader;
import dev.interlock.digest.Sha256;
import dev.interlock.inference.Api;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.Role;
import dev.interlock.inference.Turn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads prompts: JSONL, one a line.
 *
 * <pre>{"prompt": "...", "task": "optional", "expected": "..." or ["...", "..."], "schema": {...}}
 * {"messages": [{"role": "user", "content": "..."}]}
 * {"request": {"messages": [...], "tools": [...]}, "api": "chat"}</pre>
 *
 * <p>{@code grade} says how answers are graded, if not all in the same way.
 */
public final class PromptFile {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int ID_LENGTH = 16;

  private final String where;
  private final JsonNode line;

  private PromptFile(String where, JsonNode line) {
    this.where = where;
    this.line = line;
  }

  /**
   * The questions of {@code file}, in its order.
   *
   * @throws PromptException if a line cannot be understood
   */
  public static List<Question> read(Path file) throws IOException {
    return read(
        file,
        where -> {
          throw new PromptException(where + ": not JSON (expected: one object a line)");
        });
  }

  /**
   * The same of a file that a crash or a full disk may have left half a line in.
   *
   * @param torn gets the place of each line that is no JSON
   * @throws PromptException if another line cannot be understood
   */
  public static List<Question> read(Path file, Consumer<String> torn) throws IOException {
    var questions = new ArrayList<Question>();
    int number = 0;
    try (var lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (line.isBlank()) {
          continue;
        }
        String where = file + ":" + number;
        Optional<JsonNode> tree = tree(line);
        if (tree.isPresent()) {
          questions.add(new PromptFile(where, tree.get()).question());
        } else {
          torn.accept(where);
        }
      }
    }
    return questions;
  }

  private static Optional<JsonNode> tree(String line) {
    try {
      return Optional.of(JSON.readTree(line));
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  private Question question() {
    Asked asked =
        line.has("request") ? body() : new Asked.Words(line.has("messages") ? turns() : prompt());
    String prompt =
        switch (asked) {
          case Asked.Words(List<Turn> turns) -> turns.getLast().text();
          case Asked.Body(Api api, ObjectNode body) -> parsed(api, body).subject();
        };
    String task = line.path("task").asString("");
    return new Question(
        id(asked),
        asked,
        prompt,
        conversation(asked),
        Optional.of(task).filter(t -> !t.isEmpty()),
        reference());
  }

  /** A text that stands alone stays as it is. */
  private String conversation(Asked asked) {
    List<Turn> turns =
        switch (asked) {
          case Asked.Words(List<Turn> words) -> words;
          case Asked.Body(Api api, ObjectNode body) -> parsed(api, body).turns();
        };
    return turns.size() == 1 && turns.getFirst().role() == Role.USER
        ? turns.getFirst().text()
        : turns.stream()
            .map(turn -> turn.role().name().toLowerCase(Locale.ROOT) + ": " + turn.text())
            .collect(Collectors.joining("\n\n"));
  }

  private List<Turn> prompt() {
    String prompt = line.path("prompt").asString("");
    if (prompt.isBlank()) {
      throw fault("prompt: missing (expected: prompt, messages or request)");
    }
    return List.of(new Turn(Role.USER, prompt, 0));
  }

  private List<Turn> turns() {
    var turns = new ArrayList<Turn>();
    for (JsonNode message : line.path("messages")) {
      Role role =
          switch (message.path("role").asString("")) {
            case "system", "developer" -> Role.SYSTEM;
            case "user" -> Role.USER;
            case "assistant" -> Role.ASSISTANT;
            default -> throw fault("messages: role (expected: system, user or assistant)");
          };
      if (!message.path("content").isString()) {
        throw fault("messages: content (expected: a text; anything else is for request)");
      }
      turns.add(new Turn(role, message.path("content").asString(), 0));
    }
    if (turns.isEmpty() || turns.getLast().role() != Role.USER) {
      throw fault("messages: end (expected: a user's turn at the end)");
    }
    return turns;
  }

  private Asked.Body body() {
    Api api =
        Api.named(line.path("api").asString("chat"))
            .filter(one -> one != Api.EMBEDDINGS)
            .orElseThrow(
                () -> fault("api: unknown (expected: chat, completions, responses or messages)"));
    if (!(line.path("request") instanceof ObjectNode request)) {
      throw fault("request: no object (expected: a request body)");
    }
    ObjectNode body = request.deepCopy();
    for (String ours : List.of("model", "stream", "stream_options", "n", "best_of")) {
      body.remove(ours);
    }
    InferenceRequest _ = parsed(api, body);
    return new Asked.Body(api, body);
  }

  private InferenceRequest parsed(Api api, ObjectNode body) {
    ObjectNode named = body.deepCopy().put("model", "any");
    return switch (RequestReader.read(api, JSON.writeValueAsBytes(named))) {
      case ReadResult.Parsed read -> read.body().request();
      case ReadResult.Invalid invalid -> throw fault("request: " + invalid.error().message());
    };
  }

  private Reference reference() {
    JsonNode expected = line.path("expected");
    List<String> texts =
        expected.isArray()
            ? expected.valueStream().map(PromptFile::text).toList()
            : expected.isMissingNode() || expected.isNull() ? List.of() : List.of(text(expected));
    JsonNode schema = line.path("schema");
    return new Reference(
        texts, schema.isObject() ? Optional.of(schema) : Optional.empty(), method());
  }

  private Optional<Method> method() {
    if (!line.has("grade")) {
      return Optional.empty();
    }
    Optional<Method> method = Method.named(line.path("grade").asString(""));
    if (method.isEmpty()) {
      String known =
          Arrays.stream(Method.values()).map(Method::id).collect(Collectors.joining(", "));
      throw fault("grade: unknown (expected: " + known + ")");
    }
    return method;
  }

  private static String text(JsonNode value) {
    return value.isString() ? value.asString() : value.toString();
  }

  /** Names what is asked, so that it is not asked again. */
  private static String id(Asked asked) {
    var text = new StringBuilder();
    switch (asked) {
      case Asked.Words(List<Turn> turns) ->
          turns.forEach(
              turn ->
                  text.append(turn.role().name().toLowerCase(Locale.ROOT))
                      .append(' ')
                      .append(turn.text().length())
                      .append(' ')
                      .append(turn.text()));
      case Asked.Body(Api api, ObjectNode body) -> text.append(api.id()).append(' ').append(body);
    }
    return Sha256.hex(text.toString()).substring(0, ID_LENGTH);
  }

  private PromptException fault(String what) {
    return new PromptException(where + ": " + what);
  }
}
