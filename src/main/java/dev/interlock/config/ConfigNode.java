package dev.interlock.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** A YAML value that knows where it stands. Immutable. */
public sealed interface ConfigNode {
  Location location();

  /** What is there, in words for a problem. */
  String found();

  /**
   * A single value, before variables are replaced.
   *
   * @param text as written, without quotes
   * @param kind its YAML 1.2 core type
   */
  record Scalar(Location location, String text, Kind kind) implements ConfigNode {
    private static final int MOST_SHOWN = 40;

    @Override
    public String found() {
      String shown = text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "…" : text;
      return switch (kind) {
        case STRING -> '"' + shown.replace("\n", "\\n") + '"';
        case NULL -> "nothing";
        case INTEGER, FLOAT, BOOLEAN -> shown;
      };
    }
  }

  /** The types of YAML's core schema. */
  enum Kind {
    STRING,
    INTEGER,
    FLOAT,
    BOOLEAN,
    NULL
  }

  /** A list. */
  record Sequence(Location location, List<ConfigNode> elements) implements ConfigNode {
    public Sequence {
      elements = List.copyOf(elements);
    }

    @Override
    public String found() {
      return "a list";
    }
  }

  /** Keys and values, in the order of the file. */
  record Mapping(Location location, SequencedMap<String, Entry> entries) implements ConfigNode {
    public Mapping {
      entries = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(entries));
    }

    /** A mapping that says nothing. */
    static Mapping empty(Location location) {
      return new Mapping(location, new LinkedHashMap<>());
    }

    @Override
    public String found() {
      return "a mapping";
    }
  }

  /**
   * One key of a mapping.
   *
   * @param key where the key stands
   * @param value what it says
   */
  record Entry(Location key, ConfigNode value) {}
}
