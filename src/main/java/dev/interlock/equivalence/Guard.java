package dev.interlock.equivalence;

import java.util.Locale;

/**
 * What may differ between two texts so that the answer to one is no answer to the other. The order
 * is the order in which they are asked; codes are stable.
 */
public enum Guard {
  /** A text is too long to be read for differences. */
  LENGTH(0, "a text has more than 2,000 characters"),
  /** Other languages or scripts; or not English, where guards understand only the same wording. */
  LANGUAGE(1, "other languages, or not English and not the very same wording"),
  /** Identifiers, quoted words, paths, addresses: exact, letter case included. */
  CODE(2, "another identifier, quotation, path, URL or e-mail address"),
  /** Months, weekdays, years, clock times, days seen from today. */
  DATES(3, "another date, year, weekday, time of day or day seen from today"),
  /** Kilometres or miles, dollars or euros. */
  UNITS(4, "another unit or currency"),
  /** Numbers in figures or words, their order, ordinals, operators, comparisons. */
  NUMBERS(5, "another number, other order of numbers, another operator or comparison"),
  /** Not, never, without, except, un-. */
  NEGATION(6, "a negation or exception in one, or of something else"),
  /** Increase or decrease. */
  ANTONYMS(7, "a word in one, its opposite in the other"),
  /** Names of people, places, products, languages; and who does what to whom. */
  ENTITIES(8, "another name, or the same names in other roles"),
  /** Who, when, how many; translate or summarise. */
  QUESTION_TYPE(9, "asks for something of another kind"),
  /** Words that are in no list of what may be dropped or said otherwise. */
  WORDING(10, "says anything that the other does not, or in another order");

  private final int slot;
  private final String meaning;

  Guard(int slot, String meaning) {
    this.slot = slot;
    this.meaning = meaning;
  }

  /** The stable name, in snake_case. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Its place among the facts of a wording; below 16. */
  int slot() {
    return slot;
  }

  /** What differs when this guard refuses, in one line. */
  public String meaning() {
    return meaning;
  }
}
