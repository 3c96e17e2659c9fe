package dev.interlock.config;

import static java.util.Objects.requireNonNull;

import dev.interlock.config.ConfigNode.Entry;
import dev.interlock.config.ConfigNode.Kind;
import dev.interlock.config.ConfigNode.Mapping;
import dev.interlock.config.ConfigNode.Scalar;
import dev.interlock.config.Shape.Choice;
import dev.interlock.config.Shape.Presence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Reads the keys of one mapping. Each call declares a key (name, type, meaning) and reads it in one
 * go, so that reader, schema and reference cannot differ: the schema is what a reader asks for when
 * it is run over nothing. Therefore a section reader asks for all its keys, always, whatever the
 * values of others, and once each.
 *
 * <p>A key that is missing or wrong is reported and yields a placeholder. One loading thread.
 */
public final class ObjectReader {
  private final Mapping mapping;
  private final Reading reading;
  private final SequencedMap<String, Declared> declared = new LinkedHashMap<>();
  private final List<Choice> choices = new ArrayList<>();
  private final Set<String> failed = new HashSet<>();

  ObjectReader(Mapping mapping, Reading reading) {
    this.mapping = mapping;
    this.reading = reading;
  }

  /** A key that must be there. */
  public <T> T required(String key, Type<T> type, String meaning) {
    declare(key, type, new Presence.Required(), meaning);
    if (!has(key)) {
      failed.add(key);
      reading.problems().error(location(key), "missing", type.shape().words());
      return type.placeholder();
    }
    return read(key, type);
  }

  /** A key that may be left out. */
  public <T> Optional<T> optional(String key, Type<T> type, String meaning) {
    declare(key, type, new Presence.Optional(), meaning);
    return has(key) ? Optional.of(read(key, type)) : Optional.empty();
  }

  /** A key that has a value of its own when left out. */
  public <T> T optional(String key, Type<T> type, T otherwise, String meaning) {
    declare(key, type, new Presence.Default(type.show(otherwise)), meaning);
    return has(key) ? read(key, type) : otherwise;
  }

  /** A mapping whose keys all have defaults: left out, it reads like an empty one. */
  public <T> T section(String key, Type<T> type, String meaning) {
    declare(key, type, new Presence.Section(), meaning);
    return has(key) ? read(key, type) : type.read(Mapping.empty(location(key)), reading);
  }

  /** A key that is reserved for a capability this version does not have. */
  public void notYet(String key, String meaning) {
    declare(key, Types.text(), new Presence.NotYet(), meaning);
    if (mapping.entries().containsKey(key)) {
      reject(key, "not in this version", "");
    }
  }

  /** Requires exactly one of {@code names}, which were declared as optional. */
  public void exactlyOne(String... names) {
    exclusive(true, names);
  }

  /** Requires at most one of {@code names}, which were declared as optional. */
  public void atMostOne(String... names) {
    exclusive(false, names);
  }

  /** Whether the file has {@code key}, and with a value. */
  public boolean has(String key) {
    Entry entry = mapping.entries().get(key);
    return entry != null
        && !(entry.value() instanceof Scalar(_, _, Kind kind) && kind == Kind.NULL);
  }

  /** Whether what was read for {@code key} is what the file says, and no placeholder. */
  public boolean ok(String key) {
    return !failed.contains(key);
  }

  /**
   * Refuses what was read for {@code key}, for a reason its type cannot know. Says nothing if the
   * key was refused already: what was read was a placeholder.
   */
  public void reject(String key, String found, String expected) {
    if (failed.add(key)) {
      reading.problems().error(location(key), found, expected);
    }
  }

  /**
   * Refuses the name that was read for {@code key}, which is not among {@code known}, and suggests
   * the nearest that is. Says nothing if the key was refused already.
   */
  public void rejectUnknown(String key, String what, String name, Collection<String> known) {
    if (failed.add(key)) {
      reading.problems().unknown(what, new Located<>(name, location(key)), known);
    }
  }

  /** Warns about what was read for {@code key}, unless it was refused already. */
  public void warn(String key, String found, String expected) {
    if (ok(key)) {
      reading.problems().warning(location(key), found, expected);
    }
  }

  /** Where the value of {@code key} stands; where this mapping stands, if it has none. */
  public Location location(String key) {
    Entry entry = mapping.entries().get(key);
    return entry == null ? mapping.location().key(key) : entry.value().location();
  }

  /** Whether the file has {@code inner} within the mapping at {@code key}. */
  public boolean has(String key, String inner) {
    return within(key, inner).isPresent();
  }

  /** Where the value of {@code inner} stands, within the mapping at {@code key}. */
  public Location location(String key, String inner) {
    return within(key, inner)
        .map(entry -> entry.value().location())
        .orElseGet(() -> location(key).key(inner));
  }

  private Optional<Entry> within(String key, String inner) {
    Entry section = mapping.entries().get(key);
    return section != null && section.value() instanceof Mapping(_, var entries)
        ? Optional.ofNullable(entries.get(inner))
        : Optional.empty();
  }

  /** Where this mapping stands. */
  public Location location() {
    return mapping.location();
  }

  /** For checks across keys and sections. */
  public Reading reading() {
    return reading;
  }

  /** Everything the reader asked for. */
  Shape.Structure structure(String words) {
    var keys = new ArrayList<Shape.Key>();
    declared.forEach(
        (name, key) -> keys.add(new Shape.Key(name, key.type.shape(), key.presence, key.meaning)));
    return new Shape.Structure(words, List.copyOf(keys), List.copyOf(choices));
  }

  /** Refuses keys that nobody asked for. */
  void refuseUnknownKeys() {
    var known = new ArrayList<String>();
    declared.forEach(
        (name, key) -> {
          if (!(key.presence instanceof Presence.NotYet)) {
            known.add(name);
          }
        });
    mapping
        .entries()
        .forEach(
            (name, entry) -> {
              if (!declared.containsKey(name)) {
                var suggestion = Suggestion.nearest(name, known);
                reading
                    .problems()
                    .error(entry.key(), "unknown key", Suggestion.oneOf(known), suggestion);
              }
            });
  }

  private <T> T read(String key, Type<T> type) {
    int before = reading.problems().errorCount();
    Entry entry = requireNonNull(mapping.entries().get(key));
    T value = type.read(entry.value(), reading);
    if (reading.problems().errorCount() > before) {
      failed.add(key);
    }
    return value;
  }

  private void exclusive(boolean required, String... names) {
    choices.add(new Choice(List.of(names), required));
    List<String> present = Arrays.stream(names).filter(this::has).toList();
    String expected = (required ? "exactly one of " : "at most one of ") + String.join(", ", names);
    if (present.size() > 1) {
      present.stream()
          .skip(1)
          .forEach(name -> reject(name, "besides `" + present.getFirst() + "`", expected));
    } else if (required && present.isEmpty()) {
      reading.problems().error(mapping.location(), "none of " + String.join(", ", names), expected);
    }
  }

  private void declare(String key, Type<?> type, Presence presence, String meaning) {
    if (declared.put(key, new Declared(type, presence, meaning)) != null) {
      throw new IllegalStateException("key declared twice: " + key);
    }
  }

  private record Declared(Type<?> type, Presence presence, String meaning) {}
}
