package dev.interlock.regression;

import dev.interlock.bootstrap.DecisionEngine;
import dev.interlock.bootstrap.Loaded;
import dev.interlock.inference.Api;
import dev.interlock.proto.decision.v1.Decision;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What would move if one configuration took the place of another.
 *
 * @param places all that were asked, in order
 * @param before where each goes under the old configuration
 * @param after where each goes under the new one
 * @param whys why each that moves does; empty for those that stay
 * @param against the new configuration's rule behind each move; empty if none is
 * @param unreadable lines that are no requests
 */
public record Comparison(
    List<String> places,
    List<Route> before,
    List<Route> after,
    List<String> whys,
    List<String> against,
    List<String> unreadable) {
  public Comparison {
    places = List.copyOf(places);
    before = List.copyOf(before);
    after = List.copyOf(after);
    whys = List.copyOf(whys);
    against = List.copyOf(against);
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
    var now = new ArrayList<Route>();
    var whys = new ArrayList<String>();
    var against = new ArrayList<String>();
    try (var engine = DecisionEngine.build(after, home, 1)) {
      for (int i = 0; i < questions.size(); i++) {
        Decision decision = questions.get(i).ask(engine);
        Route route = Route.of(decision);
        String from = old.get(i).target();
        boolean moves = !route.target().equals(from);
        now.add(route);
        whys.add(moves ? Route.whyNot(decision, from) : "");
        against.add(moves ? Route.ruleAgainst(decision, from) : "");
      }
    }
    return new Comparison(
        questions.stream().map(Question::place).toList(), old, now, whys, against, unreadable);
  }

  private static List<Route> routes(Loaded.Valid loaded, Path home, List<Question> questions) {
    try (var engine = DecisionEngine.build(loaded, home, 1)) {
      return questions.stream().map(question -> Route.of(question.ask(engine))).toList();
    }
  }

  public int size() {
    return places.size();
  }

  boolean moves(int index) {
    return !before.get(index).target().equals(after.get(index).target());
  }

  /** How many go elsewhere. */
  public int moved() {
    return count(true);
  }

  /** How many go where they went, by other rules or for another reason. */
  int restated() {
    return count(false);
  }

  private int count(boolean moving) {
    int count = 0;
    for (int i = 0; i < size(); i++) {
      boolean differs =
          moving
              ? moves(i)
              : !moves(i)
                  && !(before.get(i).rules().equals(after.get(i).rules())
                      && before.get(i).reason().equals(after.get(i).reason()));
      count += differs ? 1 : 0;
    }
    return count;
  }

  /** Expected USD for all of them. */
  static double usd(List<Route> routes) {
    return routes.stream().mapToDouble(Route::usd).sum();
  }
}
