package dev.interlock.envoy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A place in an Envoy configuration, which may have nothing there: a key that is missing leads to
 * nothing, and so does every key below it.
 */
record Node(String path, @Nullable Object value) {
  private static final Pattern WORD_START = Pattern.compile("_([a-z])");
  private static final Pattern SECONDS = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)s");

  /**
   * What {@code key}, as Envoy's documentation writes it, leads to; JSON's spelling is read too.
   */
  Node get(String key) {
    String at = path.isEmpty() ? key : path + "." + key;
    if (!(value instanceof Map<?, ?> map)) {
      return new Node(at, null);
    }
    String camel =
        WORD_START.matcher(key).replaceAll(word -> word.group(1).toUpperCase(Locale.ROOT));
    return new Node(at, map.containsKey(key) ? map.get(key) : map.get(camel));
  }

  /** {@code keys} one after the other. */
  Node at(String... keys) {
    Node node = this;
    for (String key : keys) {
      node = node.get(key);
    }
    return node;
  }

  /** The elements of a list; nothing if it is none. */
  List<Node> each() {
    var nodes = new ArrayList<Node>();
    if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        nodes.add(new Node(path + "[" + i + "]", list.get(i)));
      }
    }
    return nodes;
  }

  boolean exists() {
    return value != null;
  }

  Optional<String> text() {
    return Optional.ofNullable(value).map(Object::toString);
  }

  boolean is(String text) {
    return text().filter(text::equals).isPresent();
  }

  boolean isTrue() {
    return Boolean.TRUE.equals(value);
  }

  OptionalLong number() {
    return value instanceof Number number
        ? OptionalLong.of(number.longValue())
        : OptionalLong.empty();
  }

  /** A protobuf duration. */
  OptionalDouble seconds() {
    Matcher matcher = SECONDS.matcher(text().orElse(""));
    return matcher.matches()
        ? OptionalDouble.of(Double.parseDouble(matcher.group(1)))
        : OptionalDouble.empty();
  }

  /** Whether this extension's configuration is the message {@code type}. */
  boolean isA(String type) {
    return get("typed_config").get("@type").text().filter(t -> t.endsWith("." + type)).isPresent();
  }

  /** What the keys of a mapping lead to, or the elements of a list. */
  List<Node> children() {
    return value instanceof Map<?, ?> map
        ? map.entrySet().stream()
            .map(
                entry ->
                    new Node(
                        path.isEmpty() ? entry.getKey().toString() : path + "." + entry.getKey(),
                        entry.getValue()))
            .toList()
        : each();
  }

  /** This node and everything below it. */
  Stream<Node> all() {
    return Stream.concat(Stream.of(this), children().stream().flatMap(Node::all));
  }
}
