package dev.interlock.config;

import dev.interlock.config.ConfigNode.Kind;
import dev.interlock.config.ConfigNode.Scalar;
import dev.interlock.config.Shape.Single;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A single value, made from its text.
 *
 * @param shape what is accepted, in words and as a schema
 * @param kinds the YAML types it may be written in
 * @param parse its value, or empty if the text does not say one
 * @param known the words it can be, for suggestions; empty if they cannot be listed
 * @param placeholder a harmless value
 * @param shown the value as the operator would write it
 */
record ScalarType<T>(
    Single shape,
    Set<Kind> kinds,
    Function<String, Optional<T>> parse,
    List<String> known,
    T placeholder,
    Function<T, Object> shown)
    implements Type<T> {

  @Override
  public T read(ConfigNode node, Reading reading) {
    if (!(node instanceof Scalar written)) {
      reading.problems().error(node.location(), node.found(), shape.words());
      return placeholder;
    }
    Optional<Scalar> resolved = reading.resolve(written);
    if (resolved.isEmpty()) {
      return placeholder;
    }
    Scalar scalar = resolved.get();
    boolean replaced = Interpolation.isIn(written.text());
    // A variable's text is taken for a string where one is wanted, whatever it looks like.
    boolean kindFits = kinds.contains(scalar.kind()) || (replaced && kinds.contains(Kind.STRING));
    Optional<T> value = kindFits ? parse.apply(scalar.text()) : Optional.empty();
    if (value.isEmpty()) {
      // What a variable holds may be a secret: show its name.
      String found = written.found() + (replaced ? " with its variables replaced" : "");
      var suggestion = replaced ? Optional.<String>empty() : suggestion(scalar, kindFits);
      reading.problems().error(written.location(), found, shape.words(), suggestion);
    }
    return value.orElse(placeholder);
  }

  private Optional<String> suggestion(Scalar scalar, boolean kindFits) {
    if (!known.isEmpty()) {
      return Suggestion.nearest(scalar.text(), known);
    }
    boolean quotesMissing =
        !kindFits && kinds.contains(Kind.STRING) && parse.apply(scalar.text()).isPresent();
    return quotesMissing ? Optional.of('"' + scalar.text() + '"') : Optional.empty();
  }

  @Override
  public Object show(T value) {
    return shown.apply(value);
  }
}
