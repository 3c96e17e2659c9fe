package dev.interlock.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.interlock.inference.Dialect;
import java.io.ByteArrayOutputStream;
import java.net.URLDecoder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/**
 * The answers of {@code /v1/models} and {@code /v1/models/{id}}. The whole list is one page.
 * Immutable, any thread.
 */
public final class ModelList {
  /** The path of the list; one model's path is this, a slash and its id. */
  public static final String PATH = "/v1/models";

  /** The content type of every answer. */
  public static final String CONTENT_TYPE = "application/json";

  /**
   * A model that callers may ask for.
   *
   * @param id the name to ask for
   * @param ownedBy who runs it
   * @param created when it became available
   */
  public record Entry(String id, String ownedBy, Instant created) {
    public Entry {
      requireNonNull(id, "id");
      requireNonNull(ownedBy, "ownedBy");
      requireNonNull(created, "created");
    }
  }

  private final List<Entry> entries;

  public ModelList(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /**
   * The answer to a request for {@code path} (percent-encoded, query and all), or nothing where no
   * such model is.
   */
  public Optional<byte[]> at(String path, Dialect dialect) {
    int query = path.indexOf('?');
    String bare = query < 0 ? path : path.substring(0, query);
    if (bare.equals(PATH)) {
      return Optional.of(list(dialect));
    }
    return bare.startsWith(PATH + "/")
        ? decoded(bare.substring(PATH.length() + 1)).flatMap(id -> one(dialect, id))
        : Optional.empty();
  }

  private static Optional<String> decoded(String segment) {
    try {
      // The decoder is made for forms, where a plus is a space; in a path it is a plus.
      return Optional.of(URLDecoder.decode(segment.replace("+", "%2B"), UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The list, in the given order: JSON in UTF-8. */
  public byte[] list(Dialect dialect) {
    var bytes = new ByteArrayOutputStream(64 + 128 * entries.size());
    try (JsonGenerator json = Json.generator(bytes)) {
      json.writeStartObject();
      if (dialect == Dialect.OPENAI) {
        json.writeStringProperty("object", "list");
      }
      json.writeArrayPropertyStart("data");
      for (Entry entry : entries) {
        write(entry, dialect, json);
      }
      json.writeEndArray();
      if (dialect == Dialect.ANTHROPIC) {
        page(json);
      }
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  /** The model called {@code id}, or nothing where there is none. */
  public Optional<byte[]> one(Dialect dialect, String id) {
    return entries.stream()
        .filter(entry -> entry.id().equals(id))
        .findFirst()
        .map(entry -> one(dialect, entry));
  }

  private static byte[] one(Dialect dialect, Entry entry) {
    var bytes = new ByteArrayOutputStream(128);
    try (JsonGenerator json = Json.generator(bytes)) {
      write(entry, dialect, json);
    }
    return bytes.toByteArray();
  }

  private static void write(Entry entry, Dialect dialect, JsonGenerator json) {
    json.writeStartObject();
    switch (dialect) {
      case OPENAI -> {
        json.writeStringProperty("id", entry.id());
        json.writeStringProperty("object", "model");
        json.writeNumberProperty("created", entry.created().getEpochSecond());
        json.writeStringProperty("owned_by", entry.ownedBy());
      }
      case ANTHROPIC -> {
        json.writeStringProperty("type", "model");
        json.writeStringProperty("id", entry.id());
        json.writeStringProperty("display_name", entry.id());
        json.writeStringProperty("created_at", entry.created().toString());
      }
    }
    json.writeEndObject();
  }

  private void page(JsonGenerator json) {
    json.writeBooleanProperty("has_more", false);
    if (entries.isEmpty()) {
      json.writeNullProperty("first_id");
      json.writeNullProperty("last_id");
    } else {
      json.writeStringProperty("first_id", entries.getFirst().id());
      json.writeStringProperty("last_id", entries.getLast().id());
    }
  }
}
