package dev.interlock.caller;

import static dev.interlock.config.Types.distinct;
import static dev.interlock.config.Types.list;
import static dev.interlock.config.Types.object;
import static dev.interlock.config.Types.someOf;
import static dev.interlock.config.Types.text;

import dev.interlock.catalog.Credential.Source;
import dev.interlock.catalog.SourceSection;
import dev.interlock.config.ObjectReader;
import dev.interlock.config.Type;
import dev.interlock.inference.Caller;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The key {@code callers.api_keys}. */
final class ApiKeySection {
  private static final Type<String> NAME =
      text("[A-Za-z0-9][A-Za-z0-9._-]{0,62}", "a name of letters, digits, `.`, `_`, `-`", "name");

  private ApiKeySection() {}

  static CallerSource read(ObjectReader in) {
    List<ApiKey> keys =
        in.required(
            "keys",
            distinct("name", ApiKey::name, someOf(object(ApiKeySection::key))),
            "Each key and whom it stands for. A tenant may have several.");
    Optional<Path> file =
        in.optional(
                "file",
                text("/.+", "a path from /", "/run/interlock/api-keys.yaml"),
                "Where Envoy reads the keys: in `envoy.xds`, or else"
                    + " /run/interlock/api-keys.yaml, if left out.")
            .map(Path::of);
    return new CallerSource.ApiKeys(keys, file);
  }

  private static ApiKey key(ObjectReader in) {
    String name = in.required("name", NAME, "What the key is called in logs.");
    Source source =
        in.required(
            "key",
            SourceSection.of("key"),
            "Where the key is, when Envoy's file of keys is written.");
    String tenant = in.required("tenant", text(), "Whom it stands for.");
    var caller =
        new Caller.Known(
            tenant,
            in.optional("user", text(), "Which person or program.").orElse(""),
            in.optional("groups", list(text()), List.of(), "Which groups."),
            in.optional("purpose", text(), "What for.").orElse(""));
    return new ApiKey(name, source, caller);
  }
}
