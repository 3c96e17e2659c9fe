package dev.interlock.regression;

import dev.interlock.bootstrap.DecisionEngine;
import dev.interlock.bootstrap.Loaded;
import dev.interlock.catalog.Action;
import dev.interlock.catalog.Model;
import dev.interlock.catalog.ModelCatalog;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import tools.jackson.databind.json.JsonMapper;

/** Golden routes, asked of one configuration. */
public final class GoldenRun {
  private final String file;
  private final List<GoldenResult> results;

  private GoldenRun(String file, List<GoldenResult> results) {
    this.file = file;
    this.results = List.copyOf(results);
  }

  /**
   * Asks every route of {@code file}.
   *
   * @param home the distribution's folder
   * @throws IOException with everything that is wrong with the file
   */
  public static GoldenRun of(Path file, Loaded.Valid loaded, Path home) throws IOException {
    return switch (GoldenFile.read(file)) {
      case GoldenFile.Read.Bad(String problems) -> throw new IOException(problems);
      case GoldenFile.Read.Good(var cases) -> {
        checkNames(cases, loaded.configuration().catalog());
        var results = new ArrayList<GoldenResult>();
        try (var engine = DecisionEngine.build(loaded, home, 1)) {
          for (GoldenFile.Case each : cases) {
            results.add(
                GoldenResult.of(each.route(), each.question(), each.question().ask(engine)));
          }
        }
        yield new GoldenRun(file.toString(), results);
      }
    };
  }

  /** A misspelt model would never answer, so that {@code never} would hold for ever. */
  private static void checkNames(List<GoldenFile.Case> cases, ModelCatalog catalog)
      throws IOException {
    List<String> models = catalog.models().stream().map(Model::id).toList();
    List<String> known =
        Stream.concat(
                models.stream(),
                catalog.models().stream()
                    .flatMap(model -> Action.efforts(model).stream())
                    .map(Action::name))
            .toList();
    var lines = new ArrayList<String>();
    for (GoldenFile.Case each : cases) {
      GoldenRoute route = each.route();
      Stream.concat(route.expected().models().stream(), route.expected().never().stream())
          .filter(model -> !known.contains(model))
          .forEach(
              model ->
                  lines.add(
                      "%s: route '%s': unknown model `%s` (expected: one of %s)"
                          .formatted(
                              route.location(), route.name(), model, String.join(", ", models))));
    }
    if (!lines.isEmpty()) {
      throw new IOException(String.join("\n", lines));
    }
  }

  public boolean passed() {
    return failed() == 0;
  }

  private long failed() {
    return results.stream().filter(result -> !result.passed()).count();
  }

  /** For people: every failure with its reasons, and a summary. */
  public String text() {
    var text = new StringBuilder();
    for (GoldenResult result : results) {
      if (!result.passed()) {
        text.append("FAIL  %s  (%s)%n".formatted(result.name(), result.place()));
        result.failures().forEach(failure -> text.append("      ").append(failure).append('\n'));
        result.why().forEach(why -> text.append("        ").append(why).append('\n'));
      }
    }
    long failed = failed();
    text.append(
        "%s: %d of %d routes hold%s%n"
            .formatted(
                file,
                results.size() - failed,
                results.size(),
                failed == 0 ? "" : ", " + failed + " do not"));
    return text.toString();
  }

  /** For programs: one object. */
  public String json() {
    var root = JsonMapper.shared().createObjectNode();
    root.put("file", file).put("routes", results.size()).put("failed", failed());
    var each = root.putArray("results");
    for (GoldenResult result : results) {
      var one = each.addObject();
      one.put("name", result.name()).put("place", result.place()).put("passed", result.passed());
      result.failures().forEach(one.putArray("failures")::add);
      result.why().forEach(one.putArray("why")::add);
    }
    return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
  }

  /** For build servers: JUnit's XML. */
  public String junit() {
    var text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("testsuite");
      xml.writeAttribute("name", "interlock test " + file);
      xml.writeAttribute("tests", Integer.toString(results.size()));
      xml.writeAttribute("failures", Long.toString(failed()));
      for (GoldenResult result : results) {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", file);
        xml.writeAttribute("name", result.name());
        xml.writeAttribute("time", String.format(Locale.ROOT, "%.6f", result.millis() / 1000));
        if (!result.passed()) {
          xml.writeStartElement("failure");
          xml.writeAttribute("message", String.join("; ", result.failures()));
          xml.writeCharacters(result.place() + "\n" + String.join("\n", result.why()));
          xml.writeEndElement();
        }
        xml.writeEndElement();
      }
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("writing XML to memory", e);
    }
    return text + "\n";
  }
}
