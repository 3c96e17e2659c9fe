package dev.interlock.cli;

import dev.interlock.bootstrap.Configuration;
import dev.interlock.bootstrap.LocalStack;
import dev.interlock.catalog.Model;
import dev.interlock.catalog.VirtualModel;
import dev.interlock.inference.Api;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** What a person can do once everything runs. */
final class Invitation {
  private Invitation() {}

  static void print(Configuration configuration, URI url, Path logs, PrintStream out) {
    VirtualModel virtual = configuration.catalog().virtualModels().getFirst();
    String candidates = virtual.models().stream().map(Model::id).collect(Collectors.joining(", "));
    // In one piece: whoever follows the output never reads half of it.
    out.print(
        """

        Ready. Send requests to %s/v1 and ask for the model %s (%s):

        %s

        The answer's header x-interlock-model says who gave it, x-interlock-decision why:
          curl -s %s/api/decisions/ID
          interlock explain "..."
        Logs of both, and one line per request: %s
        Ctrl-C stops both.
        """
            .formatted(
                url,
                virtual.name(),
                candidates,
                curl(url, virtual),
                LocalStack.uri(configuration.server().admin().listen()),
                logs));
    out.flush();
  }

  /** A request the virtual model's default can answer. */
  private static String curl(URI url, VirtualModel virtual) {
    boolean anthropic = !virtual.fallback().apis().contains(Api.CHAT);
    return """
          curl -si %s%s -H 'content-type: application/json' \\%s
            -d '{"model": "%s",%s "messages": [{"role": "user", "content": "Say hello in French."}]}'\
        """
        .formatted(
            url,
            (anthropic ? Api.MESSAGES : Api.CHAT).path(),
            anthropic ? "\n    -H 'anthropic-version: 2023-06-01' \\" : "",
            virtual.name(),
            anthropic ? " \"max_tokens\": 200," : "");
  }
}
