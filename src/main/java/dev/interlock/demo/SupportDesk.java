package dev.interlock.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a help desk is asked again and again, and what it says. */
final class SupportDesk {
  private static final List<String> ACTIONS =
      List.of("change", "print", "copy", "export", "archive", "rename");

  private static final List<String> THINGS =
      List.of("an invoice", "2 orders", "a contract", "3 reports", "a calendar");

  /** The ways in which people ask. */
  private static final List<String> WAYS =
      List.of(
          "How do I %s?",
          "How can I %s?",
          "Please tell me how to %s.",
          "How to %s?",
          "Can you tell me how to %s?",
          "Tell me how to %s.",
          "Could you please tell me how to %s?");

  private SupportDesk() {}

  /** Every question, all in one way before any in the next. */
  static List<String> questions() {
    return WAYS.stream()
        .flatMap(way -> topics().stream().map(topic -> way.formatted(topic)))
        .toList();
  }

  /** What is answered to each of them, whichever way it is asked. */
  static Map<String, String> answers() {
    var answers = new LinkedHashMap<String, String>();
    for (String way : WAYS) {
      topics()
          .forEach(
              topic -> answers.put(way.formatted(topic), "Open the page called " + topic + "."));
    }
    return answers;
  }

  private static List<String> topics() {
    return ACTIONS.stream()
        .flatMap(action -> THINGS.stream().map(thing -> action + " " + thing))
        .toList();
  }
}
