package dev.interlock.bootstrap;

import dev.interlock.config.JsonSchema;
import dev.interlock.config.ReferencePage;
import java.util.List;

/** The published description of {@code interlock.yaml}, made from the readers themselves. */
public final class ConfigurationReference {
  private static final String INTRODUCTION =
      """
      # Configuration reference

      Everything `interlock.yaml` may say. This page and the JSON Schema beside it,
      `interlock.schema.json`, are made from the code that reads the file; `interlock validate` checks
      more than a schema can say.

      - Unknown keys are errors. All problems of a file are reported together, each with line, path and
        what was expected.
      - `${NAME}` and `${NAME:-default}` in any value are replaced from the environment (the default
        also stands in for an empty variable); `$${` writes `${`. Inside `{ }` and `[ ]` YAML wants quotes
        around it: `{address: "${URL}"}`.
      - Secrets are never in this file: `credential` says where Envoy finds them.
      - Durations: `250ms`, `5s`, `1h30m`. Sizes: `512KiB`, `8MiB`.
      - Let your editor help: `# yaml-language-server: $schema=<path of interlock.schema.json>`
      """;

  private ConfigurationReference() {}

  /** The JSON Schema, for editors. */
  public static String schema() {
    return JsonSchema.of(
        Configuration.type(List.of()),
        "https://interlock.dev/interlock.schema.json",
        "interlock.yaml, the configuration of Interlock");
  }

  /** The Markdown page, for people. */
  public static String page() {
    return ReferencePage.of(Configuration.type(List.of()), INTRODUCTION);
  }
}
