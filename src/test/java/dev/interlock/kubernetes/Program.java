package dev.interlock.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program of this machine, run to its end. */
record Program(List<String> command) {
  Program {
    command = List.copyOf(command);
  }

  static Program of(String... command) {
    return new Program(List.of(command));
  }

  Program with(String... more) {
    var all = new ArrayList<>(command);
    all.addAll(List.of(more));
    return new Program(all);
  }

  /** What it prints. Fails the test if it fails. */
  String run() {
    return run("");
  }

  /** What it prints when it is given {@code input}. Fails the test if it fails. */
  String run(String input) {
    try {
      // A file, not a pipe: what it says against itself must not wait for us.
      Path errors = Files.createTempFile("interlock", ".err");
      try {
        Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        try (var in = process.getOutputStream()) {
          in.write(input.getBytes(UTF_8));
        }
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        int status = process.waitFor();
        if (status != 0) {
          throw new AssertionError(
              String.join(" ", command) + ": " + status + "\n" + Files.readString(errors) + output);
        }
        return output;
      } finally {
        Files.delete(errors);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
