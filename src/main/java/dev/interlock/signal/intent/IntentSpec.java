package dev.interlock.signal.intent;

import static dev.interlock.config.Types.file;
import static dev.interlock.config.Types.someOf;
import static dev.interlock.config.Types.text;

import dev.interlock.catalog.Consequence;
import dev.interlock.config.ObjectReader;
import java.util.List;
import java.util.Optional;

/**
 * An intent as the operator declares it.
 *
 * @param name its name in expressions
 * @param description for people
 * @param examples texts that mean it; never logged
 * @param consequence what a wrong answer to it costs
 */
public record IntentSpec(
    String name, Optional<String> description, List<String> examples, Consequence consequence) {
  public IntentSpec {
    examples = List.copyOf(examples);
  }

  /** Reads one entry of {@code intents}. */
  public static IntentSpec read(ObjectReader in) {
    String name =
        in.required(
            "name",
            text("[a-z0-9][a-z0-9_-]{0,63}", "a name of a-z, 0-9, - and _", "intent"),
            "What policies call it: `signals.intent == '…'`.");
    if (name.equals(IntentSignal.NONE)) {
      in.reject("name", "`none` stands for no intent at all", "another name");
    }
    Optional<String> description = in.optional("description", text(), "For people.");
    Optional<List<String>> inline =
        in.optional(
            "examples",
            someOf(text()),
            "Texts that mean it, as people write them, in any language; of one but English at least"
                + " three over all intents.");
    Optional<String> file =
        in.optional("examples_file", file(), "A file of such texts, one per line.");
    in.exactlyOne("examples", "examples_file");
    List<String> examples =
        inline.orElseGet(
            () -> file.orElse("").lines().map(String::strip).filter(l -> !l.isEmpty()).toList());
    if (file.isPresent() && examples.isEmpty()) {
      in.reject("examples_file", "no example in it", "one per line");
    } else if (examples.size() < 3 && (inline.isPresent() || file.isPresent())) {
      in.warn(
          inline.isPresent() ? "examples" : "examples_file",
          examples.size() + " of them",
          "at least 3, better 10");
    }
    return new IntentSpec(name, description, examples, Consequence.read(in));
  }

  /** Never the examples: they may be real prompts. */
  @Override
  public String toString() {
    return "IntentSpec[name=" + name + ", examples=" + examples.size() + "]";
  }
}
