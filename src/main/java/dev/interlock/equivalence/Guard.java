package dev.interlock.equivalence;

import java.util.Locale;

/**
 * What may differ between two texts so that the answer to one is no answer to the other. The order
 * is the order in which they are asked; codes are stable.
 */
public enum Guard {
  /** A text is too long to be read for differences. */
  LENGTH("a text has more than 2,000 characters"),
  /** Other languages or scripts; or not English, where guards understand only the same wording. */
  LANGUAGE("other languages, or not English and not the very same wording"),
  /** Identifiers, quoted words, paths, addresses: exact, letter case included. */
  CODE("another identifier, quotation, path, URL or e-mail address"),
  /** Months, weekdays, years, clock times, days seen from today. */
  DATES("another date, year, weekday, time of day or day seen from today"),
  /** Kilometres or miles, dollars or euros. */
  UNITS("another unit or currency"),
  /** Numbers in figures or words, their order, ordinals, operators, comparisons. */
  NUMBERS("another number, other order of numbers, another operator or comparison"),
  /** Not, never, without, except, un-. */
  NEGATION("a negation or exception in one, or of something else"),
  /** Increase or decrease. */
  ANTONYMS("a word in one, its opposite in the other"),
  /** Names of people, places, products, languages; and who does what to whom. */
  ENTITIES("another name, or the same names in other roles"),
  /** Who, when, how many; translate or summarise. */
  QUESTION_TYPE("asks for something of another kind"),
  /** One word changed, added or left out, or two words exchanged; all else is the same. */
  WORDING("the same words but for one, or in exchanged places");

  private final String meaning;

  Guard(String meaning) {
    this.meaning = meaning;
  }

  /** The stable name, in snake_case. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What differs when this guard refuses, in one line. */
  public String meaning() {
    return meaning;
  }
}
