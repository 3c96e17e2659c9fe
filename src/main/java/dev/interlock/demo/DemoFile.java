package dev.interlock.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The demo's own copy of a configuration, with a journal, so that acts may edit it.
 *
 * @param path where it is
 * @param original what it says before anybody edits it
 * @param journal what the sidecar writes about requests
 */
record DemoFile(Path path, String original, Path journal) {
  private static final String POLICIES = "\npolicies:\n";

  /** A copy of {@code configuration} in {@code folder}. */
  static DemoFile copy(Path configuration, Path folder) throws IOException {
    Path journal = folder.toAbsolutePath().resolve("journal.jsonl");
    String text = Files.readString(configuration) + "\njournal: {path: " + journal + "}\n";
    var file = new DemoFile(folder.resolve("interlock.yaml"), text, journal);
    file.restore();
    return file;
  }

  /** Writes {@code rule}, one line of YAML, before the other rules. */
  void addRule(String rule) throws IOException {
    addRule(rule, "");
  }

  /** As {@link #addRule(String)}, and adds {@code line} at the end. */
  void addRule(String rule, String line) throws IOException {
    if (!original.contains(POLICIES)) {
      throw new IOException("policies: missing (expected: rules on lines of their own)");
    }
    write(original.replace(POLICIES, POLICIES + "  - " + rule + "\n") + line + "\n");
  }

  /** Adds {@code line} at the end. */
  void append(String line) throws IOException {
    write(original + line + "\n");
  }

  /** Takes back every edit. */
  void restore() throws IOException {
    write(original);
  }

  private void write(String text) throws IOException {
    Files.writeString(path, text);
  }
}
