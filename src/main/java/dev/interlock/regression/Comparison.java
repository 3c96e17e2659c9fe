package dev.interlock.regression;

import dev.interlock.bootstrap.DecisionEngine;
import dev.interlock.bootstrap.Loaded;
import dev.interlock.inference.Api;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What would move if one configuration took the place of another.
 *
 * @param requests all that were asked, in order
 * @param unreadable lines that are no requests
 */
public record Comparison(List<Compared> requests, List<String> unreadable) {
  public Comparison {
    requests = List.copyOf(requests);
    unreadable = List.copyOf(unreadable);
  }

  /**
   * Where the requests come from.
   *
   * @param name of the file, for people
   * @param lines each a request body, or {@code {"prompt": …}}, either with who sends it as {@code
   *     {"caller": {"tenant": …}, "prompt": …}} or {@code {"caller": …, "request": {…}}}
   * @param api the endpoint they arrive at
   * @param model the name a bare prompt asks for
   */
  public record Prompts(String name, List<String> lines, Api api, String model) {
    public Prompts {
      lines = List.copyOf(lines);
    }

    private List<Question.Read> read() {
      var all = new ArrayList<Question.Read>();
      for (int i = 0; i < lines.size(); i++) {
        if (!lines.get(i).isBlank()) {
          PromptLine line = PromptLine.of(lines.get(i), model);
          all.add(Question.read(name + ":" + (i + 1), api, line.body(), Map.of(), line.caller()));
        }
      }
      return all;
    }
  }

  /**
   * Asks both configurations, one after the other, so that one encoder is in memory at a time.
   *
   * @param home the distribution's folder
   */
  public static Comparison of(Loaded.Valid before, Loaded.Valid after, Path home, Prompts prompts) {
    var questions = new ArrayList<Question>();
    var unreadable = new ArrayList<String>();
    for (Question.Read read : prompts.read()) {
      switch (read) {
        case Question.Read.Asked(var question) -> questions.add(question);
        case Question.Read.Unreadable(var problem) -> unreadable.add(problem);
      }
    }
    List<Route> old = routes(before, home, questions);
    var requests = new ArrayList<Compared>();
    try (var engine = DecisionEngine.build(after, home, 1)) {
      for (int i = 0; i < questions.size(); i++) {
        Question question = questions.get(i);
        requests.add(Compared.of(question.place(), old.get(i), question.ask(engine)));
      }
    }
    return new Comparison(requests, unreadable);
  }

  private static List<Route> routes(Loaded.Valid loaded, Path home, List<Question> questions) {
    try (var engine = DecisionEngine.build(loaded, home, 1)) {
      return questions.stream().map(question -> Route.of(question.ask(engine))).toList();
    }
  }

  public int size() {
    return requests.size();
  }

  /** How many go elsewhere. */
  public int moved() {
    return (int) requests.stream().filter(Compared::moves).count();
  }

  /** How many go where they went, by other rules or for another reason. */
  int restated() {
    return (int) requests.stream().filter(Compared::restated).count();
  }

  /** Expected USD for all of them under the old configuration. */
  double usdBefore() {
    return requests.stream().mapToDouble(request -> request.before().usd()).sum();
  }

  /** Expected USD for all of them under the new configuration. */
  double usdAfter() {
    return requests.stream().mapToDouble(request -> request.after().usd()).sum();
  }
}
