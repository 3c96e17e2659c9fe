package dev.interlock.regression;

import static dev.interlock.config.Types.distinct;
import static dev.interlock.config.Types.object;
import static dev.interlock.config.Types.someOf;

import dev.interlock.config.ConfigFiles;
import dev.interlock.config.ConfigProblems;
import dev.interlock.config.Location;
import dev.interlock.config.Reading;
import dev.interlock.config.Type;
import dev.interlock.config.YamlTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Golden routes as the operator keeps them:
 *
 * <pre>{@code
 * routes:
 *   - name: contracts stay here
 *     prompt: Extract the parties and the governing law from this agreement.
 *     expect: {model: small, rule: contracts stay in our data centre, intent: contract-extraction}
 * }</pre>
 */
final class GoldenFile {
  private static final Type<List<GoldenRoute>> TYPE =
      object(
          in ->
              in.required(
                  "routes",
                  distinct("name", GoldenRoute::name, someOf(object(GoldenRoute::read))),
                  "Requests and where they must go."));

  private GoldenFile() {}

  /** A golden route and the request that asks for it. */
  record Case(GoldenRoute route, Question question) {}

  /** A golden file read: its routes, or everything that is wrong with it. */
  sealed interface Read {
    /** It can be used. */
    record Good(List<Case> cases) implements Read {}

    /** It cannot; {@code problems} one a line. */
    record Bad(String problems) implements Read {}
  }

  static Read read(Path file) {
    var problems = new ConfigProblems();
    var start = new Location(file.toString(), 1, 1, "");
    Optional<List<GoldenRoute>> routes = Optional.empty();
    try {
      Path folder = Optional.ofNullable(file.getParent()).orElse(Path.of(""));
      String text = ConfigFiles.in(folder).text(file.getFileName().toString());
      var reading = new Reading(problems, _ -> null, ConfigFiles.NONE, LocalDate.EPOCH);
      routes =
          YamlTree.parse(file.toString(), text, problems).map(tree -> TYPE.read(tree, reading));
    } catch (IOException e) {
      problems.error(start, String.valueOf(e.getMessage()), "a readable file of UTF-8 text");
    }
    if (routes.isEmpty() || problems.hasErrors()) {
      return new Read.Bad(problems.toString());
    }
    var cases = new ArrayList<Case>();
    for (GoldenRoute route : routes.get()) {
      String place = route.location().file() + ":" + route.location().line();
      switch (Question.read(
          place,
          route.api(),
          route.body().getBytes(StandardCharsets.UTF_8),
          route.headers(),
          route.caller())) {
        case Question.Read.Asked(var question) -> cases.add(new Case(route, question));
        case Question.Read.Unreadable(var problem) ->
            problems.error(route.location(), problem, "a request");
      }
    }
    return problems.hasErrors() ? new Read.Bad(problems.toString()) : new Read.Good(cases);
  }
}
