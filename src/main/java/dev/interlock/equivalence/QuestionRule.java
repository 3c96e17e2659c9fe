package dev.interlock.equivalence;

import java.util.Map;
import java.util.Set;

/**
 * What kind of answer a text asks for. Only kinds that surely differ are told apart: "what is x",
 * "define x" and "x" alone are one.
 */
final class QuestionRule implements Rule {
  /** Kinds of tasks: an imperative verb. */
  private static final int TASK = 0;

  /** Kinds of questions: a word that asks. */
  private static final int ASKS = 1;

  /** Best, worst, cheapest: what is asked of several. */
  private static final int AMONG = 2;

  private static final String OPEN = "open";
  private static final int SHORT = 12;

  private static final Map<String, String> TASKS =
      Map.ofEntries(
          Map.entry("translate", "translate"),
          Map.entry("translation", "translate"),
          Map.entry("summarize", "summarize"),
          Map.entry("summarise", "summarize"),
          Map.entry("summary", "summarize"),
          Map.entry("tldr", "summarize"),
          Map.entry("paraphrase", "rewrite"),
          Map.entry("rephrase", "rewrite"),
          Map.entry("rewrite", "rewrite"),
          Map.entry("reword", "rewrite"),
          Map.entry("proofread", "correct"),
          Map.entry("correct", "correct"),
          Map.entry("fix", "repair"),
          Map.entry("debug", "repair"),
          Map.entry("repair", "repair"),
          Map.entry("write", "write"),
          Map.entry("compose", "write"),
          Map.entry("draft", "write"),
          Map.entry("classify", "classify"),
          Map.entry("categorize", "classify"),
          Map.entry("compare", "compare"),
          Map.entry("contrast", "compare"),
          Map.entry("list", "list"),
          Map.entry("enumerate", "list"),
          Map.entry("review", "review"),
          Map.entry("critique", "review"),
          Map.entry("simplify", "simplify"),
          Map.entry("optimize", "optimize"),
          Map.entry("refactor", "refactor"),
          Map.entry("prove", "prove"),
          Map.entry("brainstorm", "brainstorm"),
          Map.entry("recommend", "recommend"),
          Map.entry("suggest", "recommend"),
          Map.entry("calculate", "calculate"),
          Map.entry("compute", "calculate"),
          Map.entry("convert", "convert"),
          Map.entry("explain", "explain"),
          Map.entry("describe", "explain"),
          Map.entry("define", "explain"));
  private static final Set<String> LIKE_A_QUESTION =
      Set.of("explain", "list", "compare", "recommend", "convert", "repair");
  private static final Set<String> YES_OR_NO =
      Set.of(
          "is", "are", "was", "were", "am", "does", "do", "did", "has", "have", "had", "can",
          "could", "will", "would", "should", "may", "must", "isn't", "aren't", "doesn't", "don't",
          "didn't", "can't", "won't");
  private static final Set<String> MANNERS =
      Set.of("please", "kindly", "hi", "hello", "hey", "ok", "so", "and", "now", "then", "just");
  private static final Set<String> NO_SUPERLATIVES =
      FunctionWords.set(
          """
          interest request forest harvest honest protest suggest invest manifest contest guest digest arrest
          modest conquest inquest quest tempest earnest west test rest nest chest priest pest crest quest
          suggest ingest infest protest unrest behest bequest
          """);

  @Override
  public void read(Reading text, Notes notes) {
    int first = firstWord(text);
    String task = first < text.size() ? TASKS.getOrDefault(text.word(first), "") : "";
    if (!task.isEmpty()) {
      notes.facts().may(Guard.QUESTION_TYPE, TASK, task);
    }
    String asks = task.equals("calculate") ? "how much" : asks(text, first);
    if (!asks.isEmpty()) {
      notes.facts().may(Guard.QUESTION_TYPE, ASKS, asks);
    } else if (!task.isEmpty() && LIKE_A_QUESTION.contains(task)) {
      notes.facts().may(Guard.QUESTION_TYPE, ASKS, OPEN);
    } else if (task.equals("translate") && text.size() < SHORT) {
      notes.facts().may(Guard.QUESTION_TYPE, ASKS, "say");
    } else if (!task.isEmpty()) {
      notes.facts().must(Guard.QUESTION_TYPE, ASKS, "task " + task);
    }
    for (int i = 0; i < text.size(); i++) {
      String word = text.word(i);
      if (word.equals("worst")
          || (word.length() > 3 && word.endsWith("est") && !NO_SUPERLATIVES.contains(word))) {
        notes.facts().may(Guard.QUESTION_TYPE, AMONG, word.equals("biggest") ? "largest" : word);
      } else if (word.equals("most") || word.equals("least")) {
        notes.facts().may(Guard.QUESTION_TYPE, AMONG, word + " " + text.word(i + 1));
      }
    }
  }

  /** The first word that is no courtesy: behind "can you", "I want to", "tell me". */
  private static int firstWord(Reading text) {
    int i = 0;
    while (i < text.size()) {
      String word = text.word(i);
      String next = text.word(i + 1);
      if (MANNERS.contains(word)) {
        i++;
      } else if (YES_OR_NO.contains(word)
          && (next.equals("you") || (next.equals("i") && text.word(i + 2).equals("ask")))) {
        i += 2;
      } else if (word.equals("i")
          && Set.of("want", "need", "would", "wish", "wonder", "am").contains(next)) {
        i += 2;
      } else if (Set.of(
                  "you",
                  "to",
                  "like",
                  "me",
                  "know",
                  "tell",
                  "us",
                  "wondering",
                  "i'd",
                  "help",
                  "give",
                  "a",
                  "the",
                  "let",
                  "show",
                  "remind")
              .contains(word)
          && i < 8) {
        i++;
      } else {
        break;
      }
    }
    return i;
  }

  private static String asks(Reading text, int first) {
    for (int i = first; i < Math.min(text.size(), first + 8); i++) {
      String kind = kind(text, i, i == first);
      if (!kind.isEmpty()) {
        return kind;
      }
      if (i > first && text.at(i).start()) {
        break;
      }
    }
    return "";
  }

  private static String kind(Reading text, int i, boolean leads) {
    String next = text.word(i + 1);
    return switch (text.word(i)) {
      case "who", "whom", "whose", "who's" -> "who";
      case "when" -> leads || text.word(i - 1).equals("know") ? "when" : "";
      case "where", "where's" -> "where";
      case "why" -> "why";
      case "reason", "reasons" -> "why";
      case "how" ->
          switch (next) {
            case "do" -> text.word(i + 3).equals("say") ? "say" : "how";
            case "much" -> text.word(i + 2).equals("time") ? "how long" : "how much";
            case "many" -> "how much";
            case "long",
                "often",
                "old",
                "far",
                "tall",
                "big",
                "fast",
                "high",
                "deep",
                "heavy",
                "large" ->
                "how " + next;
            case "come" -> "why";
            default -> "how";
          };
      case "what", "which", "what's" ->
          switch (next) {
            case "time", "year", "date", "day" -> "when";
            default -> reason(text, i) ? "why" : about(text, i);
          };
      case "number" -> next.equals("of") ? "how much" : "";
      default -> leads && YES_OR_NO.contains(text.word(i)) ? "yes or no" : "";
    };
  }

  private static boolean reason(Reading text, int i) {
    for (int j = i + 1; j < Math.min(text.size(), i + 5); j++) {
      if (Set.of("reason", "reasons", "causes", "cause").contains(text.word(j))) {
        return true;
      }
    }
    return false;
  }

  /** "What is the number of", "what is the way to": as how. */
  private static String about(Reading text, int i) {
    for (int j = i + 1; j < Math.min(text.size(), i + 6); j++) {
      if (text.number(j) && j <= i + 2) {
        return "how much"; // what is 15 % of 640
      }
      switch (text.word(j)) {
        case "like" -> {
          return ""; // "what will it be like" asks how
        }
        case "weight" -> {
          return "how heavy";
        }
        case "height" -> {
          return "how tall";
        }
        case "age" -> {
          return "how old";
        }
        case "distance" -> {
          return "how far";
        }
        case "author", "inventor", "founder", "owner", "president", "winner" -> {
          return "who";
        }
        case "number", "amount", "count", "population" -> {
          return "how much";
        }
        case "way", "steps", "procedure", "process", "method" -> {
          return "how";
        }
        case "price", "cost" -> {
          return "how much";
        }
        case "place", "location" -> {
          return "where";
        }
        default -> {}
      }
    }
    return OPEN;
  }

  @Override
  public boolean refuses(Wording a, Wording b) {
    return !a.sameGist(b) && Facts.differ(Guard.QUESTION_TYPE, a.facts(), b.facts());
  }
}
