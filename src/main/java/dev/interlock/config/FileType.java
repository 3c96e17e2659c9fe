package dev.interlock.config;

import dev.interlock.config.Shape.Single;
import java.io.IOException;
import java.util.Map;

/** The text of a file that the configuration names. */
record FileType() implements Type<String> {
  private static final Single SHAPE =
      new Single(
          "a readable UTF-8 file, relative to this one", Map.of("type", "string", "minLength", 1));

  @Override
  public String read(ConfigNode node, Reading reading) {
    int before = reading.problems().errorCount();
    String name = Types.text().read(node, reading);
    if (reading.problems().errorCount() > before) {
      return placeholder();
    }
    try {
      return reading.files().text(name);
    } catch (IOException e) {
      reading.problems().error(node.location(), String.valueOf(e.getMessage()), SHAPE.words());
    }
    return placeholder();
  }

  @Override
  public String placeholder() {
    return "";
  }

  @Override
  public Shape shape() {
    return SHAPE;
  }

  @Override
  public Object show(String value) {
    throw new IllegalStateException("a file as a default");
  }
}
