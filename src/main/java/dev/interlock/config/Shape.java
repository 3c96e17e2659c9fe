package dev.interlock.config;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a {@link Type} accepts, as data: the schema and the reference page are made from it. */
public sealed interface Shape {
  /** What is accepted, in words: {@code an integer 1..65535}. */
  String words();

  /**
   * A single value.
   *
   * @param schema the JSON Schema keywords that describe it
   * @param variables whether variables of the environment are replaced in it
   */
  record Single(String words, SortedMap<String, Object> schema, boolean variables)
      implements Shape {
    Single(String words, Map<String, Object> schema) {
      this(words, new TreeMap<>(schema), true);
    }

    public Single {
      schema = Collections.unmodifiableSortedMap(new TreeMap<>(schema));
    }
  }

  /** A list. */
  record Listing(Shape element, boolean mayBeEmpty) implements Shape {
    @Override
    public String words() {
      return (mayBeEmpty ? "a list" : "a list of at least one") + ", each " + element.words();
    }
  }

  /** Names of the operator's choice. */
  record Names(Shape value) implements Shape {
    @Override
    public String words() {
      return "a mapping of names, each to " + value.words();
    }
  }

  /**
   * Known keys.
   *
   * @param choices sets of keys that exclude one another
   */
  record Structure(String words, List<Key> keys, List<Choice> choices) implements Shape {}

  /**
   * A key of a structure.
   *
   * @param meaning one sentence for the reference
   */
  record Key(String name, Shape shape, Presence presence, String meaning) {}

  /** Whether a key must be there. */
  sealed interface Presence {
    /** It must. */
    record Required() implements Presence {}

    /** It may be left out, and then means nothing. */
    record Optional() implements Presence {}

    /** It may be left out, and then has this value, in JSON's types. */
    record Default(Object value) implements Presence {}

    /** It is a section of its own, whose keys all have defaults. */
    record Section() implements Presence {}

    /** It is reserved, and refused in this version. */
    record NotYet() implements Presence {}
  }

  /**
   * At most one of these keys.
   *
   * @param required whether one of them must be there
   */
  record Choice(List<String> keys, boolean required) {}
}
