package dev.interlock.demo;

import dev.interlock.catalog.Action;
import dev.interlock.demo.DemoClient.Answer;
import dev.interlock.proto.decision.v1.Decision;
import dev.interlock.proto.decision.v1.Rejected;
import dev.interlock.routing.TextTable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One decision taken apart: why each of the others lost. */
final class Explanation {
  private Explanation() {}

  static boolean play(Stage stage) throws IOException, InterruptedException {
    Answer answer = stage.client().ask(Prompt.labelled("extraction"), Map.of());
    Optional<Decision> decision = stage.client().decision(answer);
    stage.title(
        "Why did the contract go to "
            + answer.model()
            + "? GET /api/decisions/"
            + answer.header("x-interlock-decision"));
    var table = new TextTable();
    for (Rejected loser : decision.map(Decision::getRejectedList).orElse(List.of())) {
      if (!loser.getReason().equals("api")) {
        String name = Action.name(loser.getModel(), loser.getEffort());
        table.row("not " + name, loser.getReason(), loser.getExplanation());
      }
    }
    stage.out().print(table.text());
    return decision.filter(d -> d.getRejectedCount() > 0).isPresent();
  }
}
