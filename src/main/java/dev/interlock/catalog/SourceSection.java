package dev.interlock.catalog;

import static dev.interlock.config.Types.reference;
import static dev.interlock.config.Types.secret;

import dev.interlock.catalog.Credential.Source;
import dev.interlock.config.ObjectReader;
import dev.interlock.config.Type;
import java.util.Optional;

/** Where Interlock itself finds something secret, in the configuration. */
public final class SourceSection {
  private SourceSection() {}

  /**
   * The place of a secret: a variable of Interlock's environment, or a file.
   *
   * @param what it is, in one word, such as {@code password}
   */
  public static Type<Source> of(String what) {
    return secret(
        "{env: NAME} or {file: /path}, never the " + what + " itself", in -> read(in, what));
  }

  private static Source read(ObjectReader in, String what) {
    Type<String> variable =
        reference(
            "[A-Za-z_][A-Za-z0-9_]*", "the name of a variable of the environment, not a " + what);
    Type<String> path = reference("/.{1,4096}", "the path of a file, from /, not a " + what);
    Optional<String> env =
        in.optional("env", variable, "The variable of Interlock's environment that holds it.");
    Optional<String> file = in.optional("file", path, "The file that holds it.");
    in.exactlyOne("env", "file");
    return env.<Source>map(Source.Environment::new)
        .orElseGet(() -> new Source.File(file.orElse("")));
  }
}
