package dev.interlock.config;

import dev.interlock.config.Shape.Single;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/** A path that the configuration names; whether anything is there is for its reader to find out. */
record PathType() implements Type<Path> {
  private static final Single SHAPE =
      new Single("a path", Map.of("type", "string", "minLength", 1));

  @Override
  public Path read(ConfigNode node, Reading reading) {
    int before = reading.problems().errorCount();
    String name = Types.text().read(node, reading);
    if (reading.problems().errorCount() > before) {
      return placeholder();
    }
    try {
      return reading.files().path(name);
    } catch (InvalidPathException e) {
      reading.problems().error(node.location(), String.valueOf(e.getReason()), SHAPE.words());
    }
    return placeholder();
  }

  @Override
  public Path placeholder() {
    return Path.of("x");
  }

  @Override
  public Shape shape() {
    return SHAPE;
  }

  @Override
  public Object show(Path value) {
    throw new IllegalStateException("a path as a default");
  }
}
