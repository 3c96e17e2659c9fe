package dev.interlock.cli;

import dev.interlock.bootstrap.DecisionEngine;
import dev.interlock.dialect.ReadResult;
import dev.interlock.dialect.RequestReader;
import dev.interlock.inference.Api;
import dev.interlock.inference.Caller;
import dev.interlock.inference.RequestError;
import dev.interlock.inference.RequestHead;
import dev.interlock.proto.decision.v1.Decision;
import dev.interlock.regression.PromptLine;
import dev.interlock.routing.DecisionJson;
import dev.interlock.routing.ExplanationText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code interlock explain}: why a prompt would go where it would go. */
@Command(
    name = "explain",
    description = {
      "Print the decision for a prompt, for a request file, or for each line of JSONL on standard input.",
      "A line is a request body, or {\"prompt\": \"...\"}, or either as {\"caller\": ..., \"request\": ...}."
    },
    mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
  @Mixin private ConfigurationOption configuration = new ConfigurationOption();

  @Parameters(arity = "0..1", paramLabel = "PROMPT", description = "A prompt, asked of --model.")
  private Optional<String> prompt = Optional.empty();

  @Option(names = "--request", paramLabel = "FILE", description = "A request body.")
  private Optional<Path> request = Optional.empty();

  @Mixin private AskedAs askedAs = new AskedAs();

  @Mixin private AskedBy askedBy = new AskedBy();

  @Option(names = "--json", description = "Print decision records, one a line.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Api endpoint = askedAs.api();
    PrintStream out = Output.utf8();
    try (var engine = DecisionEngine.build(configuration.load(), Home.path(), 1)) {
      if (prompt.isPresent()) {
        byte[] body = PromptLine.body(prompt.get(), askedAs.model());
        return explain(engine, endpoint, new PromptLine(body, askedBy.caller()), "", out);
      }
      return request.isPresent()
          ? explain(
              engine,
              endpoint,
              new PromptLine(Files.readAllBytes(request.get()), askedBy.caller()),
              request.get() + ": ",
              out)
          : explainLines(engine, endpoint, out);
    } finally {
      out.flush();
    }
  }

  private int explainLines(DecisionEngine engine, Api endpoint, PrintStream out)
      throws IOException {
    int status = 0;
    int number = 0;
    var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (!line.isBlank()) {
        status =
            Math.max(status, explain(engine, endpoint, asked(line), "line " + number + ": ", out));
      }
    }
    return status;
  }

  /** What {@code line} asks, of whom the options say unless it says so itself. */
  private PromptLine asked(String line) {
    PromptLine asked = PromptLine.of(line, askedAs.model());
    return asked.caller() instanceof Caller.Known
        ? asked
        : new PromptLine(asked.body(), askedBy.caller());
  }

  private int explain(
      DecisionEngine engine, Api endpoint, PromptLine asked, String place, PrintStream out) {
    return switch (RequestReader.read(endpoint, asked.body())) {
      case ReadResult.Invalid(RequestError error) -> {
        System.err.println("interlock: " + place + error.message());
        yield 1;
      }
      case ReadResult.Parsed(var parsed) -> {
        Decision decision =
            engine.explain(
                parsed.request(),
                new RequestHead("POST", endpoint.path(), Map.of(), asked.caller()));
        out.println(json ? DecisionJson.line(decision) : ExplanationText.of(decision));
        yield 0;
      }
    };
  }
}
