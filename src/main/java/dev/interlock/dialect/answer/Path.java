package dev.interlock.dialect.answer;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A tree of the paths worth looking at in an answer; arrays add no step of their own. */
final class Path {
  private final byte[] key;
  private final List<Path> next = new ArrayList<>();
  private @Nullable Fact fact;

  private Path(byte[] key) {
    this.key = key;
  }

  /** The root of a tree with {@code facts} at dotted paths. */
  static Path tree(Map<String, Fact> facts) {
    var root = new Path(new byte[0]);
    facts.forEach((dotted, fact) -> root.add(dotted, fact));
    return root;
  }

  private void add(String dotted, Fact leaf) {
    Path at = this;
    for (String name : dotted.split("\\.", -1)) {
      at = at.grow(name.getBytes(US_ASCII));
    }
    at.fact = leaf;
  }

  private Path grow(byte[] name) {
    for (Path child : next) {
      if (Arrays.equals(child.key, name)) {
        return child;
      }
    }
    var child = new Path(name);
    next.add(child);
    return child;
  }

  /** One step down, or null where nothing of interest lies. */
  @Nullable Path step(Line name) {
    for (int i = 0; i < next.size(); i++) {
      Path child = next.get(i);
      if (name.is(child.key)) {
        return child;
      }
    }
    return null;
  }

  @Nullable Fact fact() {
    return fact;
  }
}
