package dev.interlock.config;

import dev.interlock.config.Shape.Listing;
import dev.interlock.config.Shape.Names;
import dev.interlock.config.Shape.Presence;
import dev.interlock.config.Shape.Single;
import dev.interlock.config.Shape.Structure;
import java.util.Optional;

/** The reference of all keys as a Markdown page, for people. */
public final class ReferencePage {
  private final StringBuilder page = new StringBuilder();

  private ReferencePage() {}

  /** Tables of the keys of {@code type}, a mapping, after {@code introduction}. */
  public static String of(Type<?> type, String introduction) {
    var reference = new ReferencePage();
    reference.page.append(introduction);
    structure(type.shape()).ifPresent(s -> reference.section("", "The file", s));
    return reference.page.toString();
  }

  private void section(String path, String title, Structure structure) {
    page.append("\n## ").append(title).append("\n\n");
    page.append("| key | value | if left out | meaning |\n| --- | --- | --- | --- |\n");
    structure.keys().forEach(this::row);
    for (var choice : structure.choices()) {
      String keys = String.join("`, `", choice.keys());
      page.append(choice.required() ? "\nExactly one of `" : "\nAt most one of `")
          .append(keys)
          .append("`.\n");
    }
    for (Shape.Key key : structure.keys()) {
      String below = (path.isEmpty() ? "" : path + ".") + key.name() + suffix(key.shape());
      structure(key.shape()).ifPresent(s -> section(below, "`" + below + "`", s));
    }
  }

  private void row(Shape.Key key) {
    page.append("| `")
        .append(key.name())
        .append("` | ")
        .append(key.presence() instanceof Presence.NotYet ? "" : cell(key.shape().words()))
        .append(" | ")
        .append(otherwise(key.presence()))
        .append(" | ")
        .append(cell(key.meaning()))
        .append(" |\n");
  }

  private static String otherwise(Presence presence) {
    return switch (presence) {
      case Presence.Required _ -> "**required**";
      case Presence.Optional _ -> "";
      case Presence.Default(Object value) -> "`" + cell(value.toString()) + "`";
      case Presence.Section _ -> "all defaults";
      case Presence.NotYet _ -> "not in this version";
    };
  }

  private static Optional<Structure> structure(Shape shape) {
    return switch (shape) {
      case Structure structure -> Optional.of(structure);
      case Listing(Shape element, _) -> structure(element);
      case Names(Shape value) -> structure(value);
      case Single _ -> Optional.empty();
    };
  }

  private static String suffix(Shape shape) {
    return switch (shape) {
      case Listing(Shape element, _) -> "[]" + suffix(element);
      case Names(Shape value) -> ".*" + suffix(value);
      case Single _, Structure _ -> "";
    };
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
