package dev.interlock.outcome;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes an outcome file, a whole line at a time, and goes on with one. Only the owner may read it:
 * it holds prompts. Thread-safe.
 */
public final class OutcomeWriter implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Set<PosixFilePermission> OWNER_ALONE =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  /**
   * No writing by channel: interrupting a thread that writes would close it for all, within a line.
   */
  private final RandomAccessFile file;

  private final Map<String, Set<String>> settled;

  private OutcomeWriter(RandomAccessFile file, Map<String, Set<String>> settled) {
    this.file = file;
    this.settled = settled;
  }

  /**
   * Begins a file.
   *
   * @throws java.nio.file.FileAlreadyExistsException if there is one
   */
  public static OutcomeWriter create(Path path) throws IOException {
    Path created = Files.createFile(path, PosixFilePermissions.asFileAttribute(OWNER_ALONE));
    return new OutcomeWriter(open(created), Map.of());
  }

  /**
   * Goes on with a file, or begins it. Half a line at its end, which a crash left, is cut off.
   *
   * @param lasting whether a model that is missing for this cause is missing for good
   * @throws OutcomeException if a line cannot be understood, or another writer has the file
   */
  public static OutcomeWriter resume(Path path, Predicate<String> lasting) throws IOException {
    if (!Files.exists(path)) {
      return create(path);
    }
    RandomAccessFile file = open(path);
    try {
      // By this file alone: to close another of the same process would release the lock.
      byte[] bytes = new byte[Math.toIntExact(file.length())];
      file.readFully(bytes);
      int whole = bytes.length;
      while (whole > 0 && bytes[whole - 1] != '\n') {
        whole--;
      }
      var settled = settled(new String(bytes, 0, whole, UTF_8), path, lasting);
      Path _ = Files.setPosixFilePermissions(path, OWNER_ALONE);
      file.setLength(whole);
      file.seek(whole);
      return new OutcomeWriter(file, settled);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /**
   * Whether the file said, when it was opened, how good {@code model} is at {@code id}, or that it
   * never will be asked. An answer without a score says neither.
   */
  public boolean isSettled(String id, String model) {
    return settled.getOrDefault(id, Set.of()).contains(model);
  }

  /** Adds a line. */
  public synchronized void write(CollectedRow row) throws IOException {
    file.write((json(row) + "\n").getBytes(UTF_8));
  }

  private static RandomAccessFile open(Path path) throws IOException {
    var file = new RandomAccessFile(path.toFile(), "rw");
    try {
      if (!locked(file)) {
        throw new OutcomeException(path + ": in use (expected: one collect at a time)");
      }
      return file;
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** Until the file is closed; two writers would pay twice and mix their lines. */
  private static boolean locked(RandomAccessFile file) throws IOException {
    try {
      return file.getChannel().tryLock() != null;
    } catch (OverlappingFileLockException _) {
      return false;
    }
  }

  private static Map<String, Set<String>> settled(
      String lines, Path path, Predicate<String> lasting) {
    var settled = new HashMap<String, Set<String>>();
    int number = 0;
    for (String line : lines.lines().toList()) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      JsonNode node;
      try {
        node = JSON.readTree(line);
      } catch (JacksonException e) {
        throw new OutcomeException(path + ":" + number + ": not JSON (expected: an outcome)");
      }
      Set<String> models =
          settled.computeIfAbsent(node.path("id").asString(""), _ -> new HashSet<>());
      node.path("outcomes").properties().stream()
          .filter(outcome -> outcome.getValue().path("score").isNumber())
          .forEach(outcome -> models.add(outcome.getKey()));
      node.path("missing").properties().stream()
          .filter(missing -> lasting.test(missing.getValue().asString("")))
          .forEach(missing -> models.add(missing.getKey()));
    }
    return settled;
  }

  private static ObjectNode json(CollectedRow collected) {
    OutcomeRow row = collected.row();
    ObjectNode json = JSON.createObjectNode();
    json.put("id", collected.id());
    json.put("prompt", row.prompt());
    row.task().ifPresent(task -> json.put("task", task));
    ObjectNode outcomes = json.putObject("outcomes");
    row.outcomes()
        .forEach(
            (model, outcome) -> {
              ObjectNode one = outcomes.putObject(model);
              outcome.score().ifPresent(score -> one.put("score", score));
              outcome.costUsd().ifPresent(usd -> one.put("cost", rounded(usd)));
              outcome.outputTokens().ifPresent(tokens -> one.put("output_tokens", (long) tokens));
            });
    if (!collected.missing().isEmpty()) {
      ObjectNode missing = json.putObject("missing");
      collected.missing().forEach(missing::put);
    }
    return json;
  }

  /** Prices are not known to more digits. */
  private static BigDecimal rounded(double usd) {
    return new BigDecimal(usd).round(new MathContext(6)).stripTrailingZeros();
  }

  @Override
  public void close() throws IOException {
    try (file) {
      file.getFD().sync();
    }
  }
}
