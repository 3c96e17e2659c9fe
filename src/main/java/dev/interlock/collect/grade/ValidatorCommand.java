package dev.interlock.collect.grade;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A program of the operator's says how good an answer is. It gets one JSON object on standard
 * input: {@code prompt}, {@code answer}, and {@code task}, {@code expected} and {@code schema}
 * where they are known. Exit status 0 is right and 1 is wrong; a number in [0, 1] on standard
 * output, with status 0, is the score. Anything else is a failure of the program: the answer stays
 * ungraded.
 *
 * <p>It is started without a shell, and without this process's environment but {@code PATH}, {@code
 * HOME} and the like: it reads what models wrote, and must find no credential. After its time it is
 * killed with all that it started.
 */
public final class ValidatorCommand implements Grader {
  private static final Set<String> PASSED_ON =
      Set.of("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TZ");
  private static final int MOST_OUTPUT = 4096;
  private static final JsonMapper JSON = JsonMapper.shared();

  private final List<String> command;
  private final Duration limit;

  /**
   * A grader.
   *
   * @param command program and arguments
   * @param limit its time for one answer
   */
  public ValidatorCommand(List<String> command, Duration limit) {
    if (command.isEmpty()) {
      throw new IllegalArgumentException("command: empty (expected: a program)");
    }
    this.command = List.copyOf(command);
    this.limit = limit;
  }

  @Override
  public Grade grade(Task task) throws InterruptedException {
    var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    Map<String, String> environment = builder.environment();
    environment.keySet().retainAll(PASSED_ON);
    Process process;
    try {
      process = builder.start();
    } catch (IOException _) {
      return new Grade.Ungraded("command not started");
    }
    try {
      return outcome(process, input(task));
    } finally {
      end(process);
    }
  }

  private Grade outcome(Process process, byte[] input) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    var output = CompletableFuture.supplyAsync(() -> read(process), Thread::startVirtualThread);
    Thread _ = Thread.startVirtualThread(() -> write(process, input));
    try {
      if (!process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)) {
        return new Grade.Ungraded("command timed out");
      }
      long left = Math.max(0, deadline - System.nanoTime());
      return grade(process.exitValue(), output.get(left, TimeUnit.NANOSECONDS).strip());
    } catch (TimeoutException _) {
      return new Grade.Ungraded("command timed out");
    } catch (ExecutionException e) {
      throw new IllegalStateException("reading a command's output", e.getCause());
    }
  }

  private static Grade grade(int status, String said) {
    return switch (status) {
      case 0 -> said.isEmpty() ? Grade.of(true) : score(said);
      case 1 -> Grade.of(false);
      default -> new Grade.Ungraded("command failed");
    };
  }

  private static Grade score(String said) {
    try {
      double score = Double.parseDouble(said);
      return score >= 0 && score <= 1
          ? new Grade.Scored(score)
          : new Grade.Ungraded("command said no score");
    } catch (NumberFormatException _) {
      return new Grade.Ungraded("command said no score");
    }
  }

  private static byte[] input(Task task) {
    ObjectNode input = JSON.createObjectNode();
    input.put("prompt", task.prompt());
    input.put("answer", task.answer());
    task.task().ifPresent(kind -> input.put("task", kind));
    List<String> expected = task.reference().expected();
    if (!expected.isEmpty()) {
      var list = input.putArray("expected");
      expected.forEach(list::add);
    }
    task.reference().schema().ifPresent(schema -> input.set("schema", schema));
    return JSON.writeValueAsBytes(input);
  }

  /** A program need not read what it is told. */
  private static void write(Process process, byte[] input) {
    try (var to = process.getOutputStream()) {
      to.write(input);
    } catch (IOException _) {
      // It has ended, or closed its input.
    }
  }

  private static String read(Process process) {
    try (InputStream from = process.getInputStream()) {
      String said = new String(from.readNBytes(MOST_OUTPUT), UTF_8);
      long _ = from.transferTo(OutputStream.nullOutputStream());
      return said;
    } catch (IOException _) {
      return "";
    }
  }

  private static void end(Process process) {
    var all = new ArrayList<ProcessHandle>(process.descendants().toList());
    all.add(process.toHandle());
    all.forEach(ProcessHandle::destroyForcibly);
  }
}
