package dev.interlock.cli;

import dev.interlock.routing.TextTable;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What {@code interlock cache} prints of what the admin interface says. */
final class CacheText {
  private static final double MIB = 1 << 20;

  private CacheText() {}

  /**
   * The entries as a table.
   *
   * @param cache as {@code GET /api/cache} has it
   * @param nowMs milliseconds of Unix time
   */
  static String of(JsonNode cache, long nowMs) {
    JsonNode entries = cache.path("entries");
    var table =
        new TextTable()
            .row("entry", "model", "asked for", "age", "ends in", "bytes", "tenant", "tags")
            .rule();
    for (JsonNode entry : entries) {
      table.row(
          text(entry, "id"),
          text(entry, "model"),
          text(entry, "virtual_model"),
          span(nowMs - entry.path("created_unix_ms").asLong(nowMs)),
          span(entry.path("expires_unix_ms").asLong(nowMs) - nowMs),
          Long.toString(entry.path("bytes").asLong(0)),
          text(entry, "tenant"),
          shown(
              entry
                  .path("tags")
                  .valueStream()
                  .map(tag -> tag.asString(""))
                  .collect(Collectors.joining(","))));
    }
    return (entries.isEmpty() ? "" : table.text())
        + String.format(
            Locale.ROOT,
            "%,d of %,d entries, %.1f of %.1f MiB%n",
            entries.size(),
            cache.path("count").asLong(0),
            cache.path("bytes").asLong(0) / MIB,
            cache.path("memory").asLong(0) / MIB);
  }

  /** What {@code DELETE /api/cache} did. */
  static String deleted(JsonNode deleted) {
    long count = deleted.path("deleted").asLong(0);
    return String.format(
        Locale.ROOT,
        "%,d %s %s%s%n",
        count,
        count == 1 ? "entry" : "entries",
        deleted.path("dry_run").asBoolean(false) ? "would be deleted" : "deleted",
        shared(deleted));
  }

  /** What becomes of the store that replicas share, if there is one. */
  private static String shared(JsonNode deleted) {
    if (deleted.path("owed").asBoolean(false)) {
      return "; the shared store did not say so yet, and is asked until it does";
    }
    JsonNode count = deleted.path("shared");
    return count.isNumber()
        ? String.format(Locale.ROOT, ", and %,d of the shared store", count.asLong())
        : "";
  }

  private static String text(JsonNode entry, String field) {
    return shown(entry.path(field).asString(""));
  }

  private static String shown(String text) {
    return text.isEmpty() ? "-" : Printable.of(text);
  }

  /** In its largest units: {@code 1h 5m}, {@code 12s}. */
  private static String span(long ms) {
    var span = Duration.ofMillis(Math.max(0, ms));
    if (span.toDays() > 0) {
      return span.toDays() + "d " + span.toHoursPart() + "h";
    }
    if (span.toHours() > 0) {
      return span.toHours() + "h " + span.toMinutesPart() + "m";
    }
    return span.toMinutes() > 0
        ? span.toMinutes() + "m " + span.toSecondsPart() + "s"
        : span.toSeconds() + "s";
  }
}
