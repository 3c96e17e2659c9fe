package dev.interlock.cache;

import java.util.Optional;

/**
 * Which entries are meant: those that have everything that is stated.
 *
 * @param id of the entry, or its beginning
 * @param tenant whom its caller worked for
 * @param virtualModel the name that was asked for
 * @param model who answered
 * @param intent what it was about
 * @param tag a tag among its own
 */
public record Selection(
    Optional<String> id,
    Optional<String> tenant,
    Optional<String> virtualModel,
    Optional<String> model,
    Optional<String> intent,
    Optional<String> tag) {
  /** All of them. */
  public static final Selection ALL =
      new Selection(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** Whether an entry under {@code key} may be meant. */
  public boolean mayContain(CacheKey key) {
    return id.filter(i -> !key.entryId().startsWith(i)).isEmpty();
  }

  /** Whether {@code entry} is meant. */
  public boolean contains(Entry entry) {
    return contains(EntryLabel.of(entry));
  }

  /** Whether the entry of {@code label} is meant. */
  public boolean contains(EntryLabel label) {
    return mayContain(label.key())
        && isOf(tenant, label.tenant())
        && isOf(virtualModel, label.virtualModel())
        && isOf(model, label.model())
        && isOf(intent, label.intent())
        && tag.filter(t -> !label.tags().contains(t)).isEmpty();
  }

  private static boolean isOf(Optional<String> stated, String value) {
    return stated.filter(s -> !s.equals(value)).isEmpty();
  }
}
