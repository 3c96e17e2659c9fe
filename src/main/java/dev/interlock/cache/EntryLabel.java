package dev.interlock.cache;

import java.util.List;

/**
 * An entry without its answer: by what it is selected, and how long it is good.
 *
 * @param key of its question
 * @param tenant whom its caller worked for; may be empty
 * @param virtualModel the name that was asked for; may be empty
 * @param model who answered
 * @param intent what it was about; may be empty
 * @param tags names for deleting it
 * @param createdMs when the answer came, milliseconds of Unix time
 * @param expiresMs when it is given no more
 */
public record EntryLabel(
    CacheKey key,
    String tenant,
    String virtualModel,
    String model,
    String intent,
    List<String> tags,
    long createdMs,
    long expiresMs) {
  public EntryLabel {
    tags = List.copyOf(tags);
  }

  /** That of {@code entry}. */
  public static EntryLabel of(Entry entry) {
    Keeping keeping = entry.keeping();
    return new EntryLabel(
        keeping.key(),
        keeping.tenant(),
        keeping.virtualModel(),
        keeping.model().id(),
        keeping.intent(),
        keeping.tags(),
        entry.createdMs(),
        entry.expiresMs());
  }

  /** How the entry is called. */
  public String id() {
    return key.entryId();
  }

  /** Whether it is that of {@code entry}, and not of an earlier or later one of the question. */
  public boolean isOf(Entry entry) {
    return entry.keeping().key().equals(key) && entry.createdMs() == createdMs;
  }

  /** Whom it is about is nobody's business. */
  @Override
  public String toString() {
    return "EntryLabel[" + id() + "]";
  }
}
