package dev.interlock.equivalence;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Months, weekdays, years, clock times and days seen from today. */
final class DateRule implements Rule {
  private static final int STATED = 0;
  private static final int YEAR = 1;

  private static final List<String> MONTHS =
      List.of(
          "",
          "january",
          "february",
          "march",
          "april",
          "may",
          "june",
          "july",
          "august",
          "september",
          "october",
          "november",
          "december");
  private static final List<String> DAYS =
      List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");
  private static final Set<String> RELATIVE =
      FunctionWords.set(
          """
          today tomorrow yesterday tonight tonite overnight weekend weekday fortnight midnight noon
          midday morning afternoon evening christmas easter halloween thanksgiving ramadan spring
          summer autumn winter
          """);
  private static final Map<String, String> SAME =
      Map.of("midday", "noon", "tonite", "tonight", "fall", "autumn");
  private static final Set<String> SPANS =
      Set.of(
          "second", "minute", "hour", "day", "night", "week", "month", "quarter", "year", "decade",
          "century", "season", "weekend");

  @Override
  public void read(Reading text, Notes notes) {
    Facts facts = notes.facts();
    for (int i = 0; i < text.size(); i++) {
      Token token = text.at(i);
      if (token.kind() == Token.Kind.NUMBER) {
        figures(text, i, facts);
      } else if (token.word()) {
        word(text, i, facts);
      }
    }
  }

  private static void word(Reading text, int i, Facts facts) {
    Token token = text.at(i);
    String word = token.lower();
    String one =
        word.endsWith("s") && word.length() > 4 ? word.substring(0, word.length() - 1) : word;
    int month = month(text, i);
    if (month > 0) {
      facts.must(Guard.DATES, STATED, MONTHS.get(month));
    } else if (weekday(token, one) >= 0) {
      facts.must(Guard.DATES, STATED, DAYS.get(weekday(token, one)));
    } else if (RELATIVE.contains(one)) {
      facts.must(Guard.DATES, STATED, SAME.getOrDefault(one, one));
    } else if (word.equals("ago")) {
      facts.must(Guard.DATES, STATED, "ago");
    } else if (List.of("next", "last", "this", "previous", "past", "coming", "current")
            .contains(word)
        && (SPANS.contains(one(text.word(i + 1))) || weekday(token, one(text.word(i + 1))) >= 0)) {
      facts.must(Guard.DATES, STATED, direction(word) + " " + one(text.word(i + 1)));
    } else if (token.hasDigit() && Character.isDigit(word.charAt(0)) && word.endsWith("0s")) {
      facts.must(Guard.DATES, STATED, word.length() == 5 ? word.substring(2) : word);
    }
  }

  /** Whether {@code word} is a month, a weekday or a day seen from today. */
  static boolean listed(String word) {
    return MONTHS.contains(word) || DAYS.contains(word) || RELATIVE.contains(word);
  }

  private static String one(String word) {
    return word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
  }

  private static String direction(String word) {
    return switch (word) {
      case "previous", "past" -> "last";
      case "coming" -> "next";
      case "current" -> "this";
      default -> word;
    };
  }

  /** 3pm, 15:00, 2024. */
  private static void figures(Reading text, int i, Facts facts) {
    String raw = text.at(i).raw();
    String half = text.word(i + 2).equals("i") ? "" : text.word(i + 1); // "75, am I ..."
    boolean afternoon = half.equals("pm");
    int colon = raw.indexOf(':');
    if (afternoon || half.equals("am") || colon > 0) {
      String hours = colon > 0 ? raw.substring(0, colon) : raw;
      String rest = colon > 0 ? raw.substring(colon) : ":00";
      if (hours.length() <= 2 && hours.chars().allMatch(Character::isDigit) && !hours.isEmpty()) {
        int hour = Integer.parseInt(hours) % (afternoon || half.equals("am") ? 12 : 25);
        facts.must(Guard.DATES, STATED, hour + (afternoon ? 12 : 0) + rest);
      }
      return;
    }
    if (raw.length() == 4
        && (raw.startsWith("19") || raw.startsWith("20"))
        && raw.chars().allMatch(Character::isDigit)) {
      facts.may(Guard.DATES, YEAR, raw);
    }
  }

  /** The number of the month named there, or 0. */
  static int month(Reading text, int i) {
    Token token = text.at(i);
    String word = token.lower();
    if (!token.word() || word.length() < 3) {
      return 0;
    }
    int month = MONTHS.indexOf(word);
    for (int m = 1; m < MONTHS.size() && month < 0; m++) {
      boolean brief = word.length() == 3 || word.equals("sept");
      month = brief && MONTHS.get(m).startsWith(word) ? m : -1;
    }
    boolean verb =
        word.equals("may")
            || word.equals("march")
            || word.equals("mar")
            || word.equals("dec")
            || word.equals("jan");
    if (month > 0 && verb) {
      boolean named =
          text.number(i + 1)
              || text.number(i - 1)
              || (text.word(i - 1).equals("to") && MONTHS.contains(text.word(i - 2)))
              || List.of(
                      "in", "of", "from", "through", "till", "since", "until", "last", "next", "by",
                      "during")
                  .contains(text.word(i - 1));
      return named || (token.capital() && !token.start() && text.capitalsTell()) ? month : 0;
    }
    return Math.max(0, month);
  }

  static int weekday(Token token, String word) {
    int day = DAYS.indexOf(word);
    if (day < 0 && token.capital() && !token.start() && word.length() >= 3 && word.length() <= 5) {
      for (int d = 0; d < DAYS.size(); d++) {
        if (DAYS.get(d).startsWith(word)) {
          return d;
        }
      }
    }
    return day;
  }

  @Override
  public boolean refuses(Wording a, Wording b) {
    return Facts.differ(Guard.DATES, a.facts(), b.facts());
  }
}
