package dev.interlock.eval.page;

import dev.interlock.eval.EvalReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code interlock eval page}: from reports to the page that is kept with the sources. */
@Command(
    name = "page",
    mixinStandardHelpOptions = true,
    description = {
      "Writes a page from the reports of eval routing, eval intents and eval cache, each --data.",
      "The same figures give the same bytes."
    })
public final class EvalPage implements Callable<Integer> {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "REPORT",
      description = "Reports; of an experiment in several, the last counts.")
  private List<Path> reports = new ArrayList<>();

  @Option(
      names = "--out",
      description = "The page. Default: ${DEFAULT-VALUE}.",
      defaultValue = "docs/evaluation.md")
  private Path out = Path.of("docs/evaluation.md");

  @Override
  public Integer call() throws IOException {
    if (spec == null) {
      throw new IllegalStateException("not run by picocli");
    }
    if (reports.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "missing: REPORT (expected: reports)");
    }
    ObjectNode figures = JSON.createObjectNode();
    for (Path report : reports) {
      figures.setAll(read(report));
    }
    EvalReport.write(out, EvaluationPage.of(figures));
    return 0;
  }

  private static ObjectNode read(Path report) throws IOException {
    try {
      JsonNode root = JSON.readTree(Files.readAllBytes(report));
      if (root instanceof ObjectNode figures) {
        return figures;
      }
    } catch (JacksonException e) {
      throw new IOException(report + ": not JSON (expected: a report)", e);
    }
    throw new IOException(report + ": no figures (expected: a report)");
  }
}
