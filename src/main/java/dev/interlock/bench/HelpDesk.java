package dev.interlock.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Made-up questions to a help desk, and what a model says to them: each topic is asked in many
 * ways, and answered in one. Deterministic.
 */
final class HelpDesk {
  private static final List<String> ACTIONS =
      List.of(
          "archive",
          "cancel",
          "change",
          "compress",
          "copy",
          "delete",
          "download",
          "duplicate",
          "edit",
          "encrypt",
          "export",
          "extend",
          "filter",
          "forward",
          "hide",
          "import",
          "lock",
          "move",
          "print",
          "publish",
          "rename",
          "restore",
          "share",
          "sign",
          "translate");

  private static final List<String> THINGS =
      List.of(
          "account",
          "agenda",
          "album",
          "badge",
          "board",
          "budget",
          "calendar",
          "card",
          "chart",
          "claim",
          "contract",
          "dashboard",
          "diagram",
          "document",
          "drawing",
          "folder",
          "form",
          "graph",
          "guide",
          "invoice",
          "letter",
          "licence",
          "list",
          "log",
          "manual",
          "map",
          "message",
          "note",
          "offer",
          "order",
          "page",
          "password",
          "photo",
          "poster",
          "receipt",
          "recipe",
          "report",
          "survey",
          "ticket",
          "voucher");

  /** Ways that are asked first, so that an answer is there for the others. */
  private static final List<String> TAUGHT =
      List.of("How do I %s?", "How can I %s?", "Please tell me how to %s.");

  private static final List<String> OTHER =
      List.of(
          "How to %s?",
          "Can you tell me how to %s?",
          "Tell me how to %s.",
          "Could you please tell me how to %s?",
          "Hello, how do I %s?",
          "Do you know how to %s?",
          "How do I %s, please?",
          "I would like to know how to %s.");

  private HelpDesk() {}

  private static List<String> topics() {
    List<String> topics = new ArrayList<>();
    for (String action : ACTIONS) {
      for (String thing : THINGS) {
        topics.add(action + " " + ("aeiou".indexOf(thing.charAt(0)) < 0 ? "a " : "an ") + thing);
      }
    }
    return topics;
  }

  private static List<String> asked(List<String> ways) {
    List<String> asked = new ArrayList<>();
    for (String way : ways) {
      List<String> topics = topics();
      Collections.shuffle(topics, new Random(way.hashCode()));
      topics.forEach(topic -> asked.add(way.formatted(topic)));
    }
    return asked;
  }

  /** Every topic in some ways, all in one way before any in the next. */
  static List<String> taught() {
    return asked(TAUGHT);
  }

  /** Every topic in other ways. */
  static List<String> inOtherWords() {
    return asked(OTHER);
  }

  /** What is said to each of them. */
  static Map<String, String> answers() {
    Map<String, String> answers = new LinkedHashMap<>();
    for (List<String> ways : List.of(TAUGHT, OTHER)) {
      for (String way : ways) {
        for (String topic : topics()) {
          answers.put(way.formatted(topic), "Open the page called " + topic + ".");
        }
      }
    }
    return answers;
  }
}
