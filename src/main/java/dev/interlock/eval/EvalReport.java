package dev.interlock.eval;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What an evaluation leaves on disk: its figures as indented JSON, and pages. */
public final class EvalReport {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private EvalReport() {}

  /** Writes {@code figures} to {@code file}, whose folder is made if need be. */
  public static void write(Path file, Map<String, Object> figures) throws IOException {
    write(file, JSON.writeValueAsString(figures));
  }

  /** Writes {@code text} to {@code file}, whose folder is made if need be. */
  public static void write(Path file, String text) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    Files.writeString(file, text);
  }

  /** To the four decimals that a report shows. */
  public static double rounded(double figure) {
    return Math.round(figure * 1e4) / 1e4;
  }
}
