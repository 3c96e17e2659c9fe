package dev.interlock.config;

import dev.interlock.config.ConfigNode.Scalar;
import dev.interlock.config.Shape.Single;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A secret that a variable of our environment holds: the file names the variable alone. */
record SecretType(int least) implements Type<Secret> {
  /** As in {@link Interpolation}, without a default, which would stand in the file. */
  private static final String REFERENCE = "\\$\\{[A-Za-z_][A-Za-z0-9_]*\\}";

  private static final Pattern WHOLE = Pattern.compile(REFERENCE);

  @Override
  public Secret read(ConfigNode node, Reading reading) {
    if (!(node instanceof Scalar scalar)) {
      reading.problems().error(node.location(), node.found(), words());
    } else if (!WHOLE.matcher(scalar.text()).matches()) {
      reading.problems().error(node.location(), "something else", words());
    } else {
      return reading.resolve(scalar).map(value -> secret(value, scalar, reading)).orElse(none());
    }
    return placeholder();
  }

  private Secret secret(Scalar value, Scalar written, Reading reading) {
    if (value.text().length() < least) {
      reading
          .problems()
          .error(
              written.location(),
              written.text() + " is short",
              "at least " + least + " characters");
    }
    return Secret.of(value.text());
  }

  private String words() {
    return "${NAME}, a variable of Interlock's environment, never the secret itself";
  }

  @Override
  public Secret placeholder() {
    return none();
  }

  private static Secret none() {
    return Secret.of("");
  }

  @Override
  public Shape shape() {
    var schema = Map.<String, Object>of("type", "string", "pattern", "^" + REFERENCE + "$");
    return new Single(words(), new TreeMap<>(schema), false);
  }

  @Override
  public Object show(Secret value) {
    return "${NAME}";
  }
}
