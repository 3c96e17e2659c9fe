package dev.interlock.demo.scenario;

import static dev.interlock.config.Types.distinct;
import static dev.interlock.config.Types.object;
import static dev.interlock.config.Types.someOf;
import static dev.interlock.config.Types.text;

import dev.interlock.config.ConfigFiles;
import dev.interlock.config.ConfigProblems;
import dev.interlock.config.ObjectReader;
import dev.interlock.config.Reading;
import dev.interlock.config.Type;
import dev.interlock.config.YamlTree;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What is asked, and how it is counted:
 *
 * <pre>{@code
 * ask: auto
 * compare: large
 * classes:
 *   - {name: extraction, share: 35%, document: {input: 2400, output: 300}}
 * }</pre>
 *
 * @param ask the name that clients ask for
 * @param compare the model that would answer everything without routing
 * @param classes kinds of requests; their shares are one together
 */
record Scenario(String ask, String compare, List<RequestClass> classes) {
  private static final Type<Scenario> TYPE = object(Scenario::read);

  Scenario {
    classes = List.copyOf(classes);
  }

  /**
   * Reads {@code name} in {@code folder}.
   *
   * @throws ScenarioException with every problem, one a line
   */
  static Scenario read(Path folder, String name) throws IOException {
    String file = folder.resolve(name).toString();
    var problems = new ConfigProblems();
    var reading = new Reading(problems, _ -> null, ConfigFiles.NONE, LocalDate.EPOCH);
    Optional<Scenario> scenario =
        YamlTree.parse(file, ConfigFiles.in(folder).text(name), problems)
            .map(tree -> TYPE.read(tree, reading));
    if (scenario.isEmpty() || problems.hasErrors()) {
      throw new ScenarioException(problems.toString());
    }
    return scenario.get();
  }

  private static Scenario read(ObjectReader in) {
    var scenario =
        new Scenario(
            in.required("ask", text(), "The name that clients ask for."),
            in.required("compare", text(), "The model that would answer everything."),
            in.required(
                "classes",
                distinct("name", RequestClass::name, someOf(object(RequestClass::read))),
                "Kinds of requests."));
    double shares = scenario.classes().stream().mapToDouble(RequestClass::share).sum();
    if (Math.abs(shares - 1) > 1e-9) {
      in.reject("classes", "shares of %.1f%% together".formatted(100 * shares), "100%");
    }
    return scenario;
  }
}
