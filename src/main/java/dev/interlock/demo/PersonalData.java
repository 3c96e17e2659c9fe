package dev.interlock.demo;

import dev.interlock.demo.DemoClient.Change;
import java.io.IOException;
import java.util.Map;

/** A rule for personal data, put in force while requests are served; a misspelt one is not. */
final class PersonalData {
  private static final String RULE =
      "{name: personal data stays on-prem, when: %s, allow: \"'on-prem' in model.tags\"}";

  private PersonalData() {}

  static boolean play(Stage stage) throws IOException, InterruptedException {
    Prompt prompt = Prompt.personal();
    stage.title("A rule for personal data is added to the running sidecar's file:");
    String before = stage.client().ask(prompt, Map.of()).model();
    stage.line("before: a hard question with a card number in it -> " + before);

    stage.file().addRule(RULE.formatted("signals.pii.fond"));
    Change refused = stage.client().reload();
    stage.line("misspelt: nothing changes, " + refused.result());
    refused.problems().stream().limit(1).forEach(problem -> stage.line("  " + brief(problem)));

    stage.file().addRule(RULE.formatted("signals.pii.found"));
    Change applied = stage.client().reload();
    String after = stage.client().ask(prompt, Map.of()).model();
    stage.line("corrected: generation " + applied.generation() + ", the same question -> " + after);

    stage.file().restore();
    Change restored = stage.client().reload();
    return refused.result().equals("invalid")
        && !before.equals(after)
        && !applied.generation().equals(restored.generation());
  }

  /** Without its folder and the names that would be right. */
  private static String brief(String problem) {
    return problem
        .replaceFirst("^[^:]*/", "")
        .replaceFirst("\\(expected: .*; did you mean", "(did you mean");
  }
}
