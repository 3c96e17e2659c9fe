package dev.interlock.equivalence;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;

/**
 * What guards know of a text: made once per text, in time linear in its length, and kept beside an
 * entry of a cache; hashes, a few hundred bytes for a prompt of usual length. Of a text that is too
 * long nothing is known but its digest. Immutable; any thread.
 */
public final class Wording {
  /** Characters of the longest text that is read. */
  public static final int LONGEST = 2_000;

  static final List<Rule> RULES =
      List.of(
          new CodeRule(),
          new DateRule(),
          new UnitRule(),
          new NumberRule(),
          new NegationRule(),
          new AntonymRule(),
          new EntityRule(),
          new QuestionRule(),
          new WordingRule());
  private static final long[] NOTHING = {};

  private final int length;
  private final Gist exact;
  private final Gist gist;
  private final boolean english;
  private final long[] facts;
  private final long[] known;
  private final long[] items;
  private final long[] grams;
  private final Roles numbers;
  private final Roles names;

  /**
   * @param lists facts, known words, items, grams, and the cells of numbers and names
   */
  Wording(int length, Gist exact, Gist gist, boolean english, long[]... lists) {
    this.length = length;
    this.exact = exact;
    this.gist = gist;
    this.english = english;
    this.facts = lists[0];
    this.known = lists[1];
    this.items = lists[2];
    this.grams = lists[3];
    this.numbers = new Roles(lists[4]);
    this.names = new Roles(lists[5]);
  }

  /** The wording of {@code text}, whose language is guessed from its words. */
  public static Wording of(String text) {
    return of(text, false);
  }

  /**
   * The wording of {@code text}.
   *
   * @param foreign whether it is known not to be English
   */
  public static Wording of(String text, boolean foreign) {
    Gist exact = exact(text);
    if (text.length() > LONGEST) {
      return new Wording(
          text.length(), exact, exact, true, NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, NOTHING);
    }
    var notes = new Notes();
    Reading reading = Reading.of(text);
    for (Rule rule : RULES) {
      rule.read(reading, notes);
    }
    Items items = Items.of(reading);
    return new Wording(
        text.length(),
        exact,
        Gist.of(reading),
        !foreign && LanguageRule.english(reading),
        notes.facts().sorted(),
        items.known(),
        items.ordered(),
        Grams.of(text),
        notes.numbers().cells(),
        notes.names().cells());
  }

  /**
   * This wording as bytes, by which it is kept or sent elsewhere; hashes of what the text says, not
   * the text. Who has them can still tell whether a guess at the text is right.
   */
  public byte[] encode() {
    return WordingCodec.encode(this);
  }

  /**
   * The wording of which {@code bytes} were made; empty if they were not, or by another version.
   */
  public static Optional<Wording> decode(byte[] bytes) {
    return WordingCodec.decode(bytes);
  }

  long[][] lists() {
    return new long[][] {facts, known, items, grams, numbers.cells(), names.cells()};
  }

  Gist exact() {
    return exact;
  }

  Gist gist() {
    return gist;
  }

  private static Gist exact(String text) {
    return Gist.of(text.strip());
  }

  boolean tooLong() {
    return length > LONGEST;
  }

  /** Whether the texts are one, but for white space around them. */
  boolean sameText(Wording other) {
    return exact.equals(other.exact);
  }

  /**
   * Whether {@code now} says whatever all of {@code others} say, and that is something: what every
   * wording of a question has is what it is about, and a text without it is about something else.
   */
  public static boolean keepsWhatAllSay(List<Wording> others, Wording now) {
    Set<Long> common = content(others.getFirst());
    for (Wording other : others.subList(1, others.size())) {
      common.retainAll(content(other));
    }
    return !common.isEmpty() && content(now).containsAll(common);
  }

  private static Set<Long> content(Wording wording) {
    Set<Long> content = new HashSet<>();
    for (long item : WordingRule.content(wording.items)) {
      content.add(item);
    }
    return content;
  }

  /** Whether both say the same in ways that are known to us. */
  boolean sameGist(Wording other) {
    return gist.equals(other.gist);
  }

  boolean english() {
    return english;
  }

  int length() {
    return length;
  }

  long[] facts() {
    return facts;
  }

  /** Hashes of what bears meaning, in order; of links between as negative numbers. */
  long[] items() {
    return items;
  }

  long[] grams() {
    return grams;
  }

  Roles numbers() {
    return numbers;
  }

  Roles names() {
    return names;
  }

  /** Whether a word with this hash is in the text: as written, in lower case, or its stem. */
  boolean knows(long hash) {
    return Arrays.binarySearch(known, hash & Facts.HASH) >= 0;
  }

  /** The share of the words of both texts that are in both; 1 where none is known of one. */
  double wordsInCommon(Wording other) {
    if (known.length == 0 || other.known.length == 0) {
      return 1;
    }
    int both = 0;
    for (long hash : known) {
      both += Arrays.binarySearch(other.known, hash) >= 0 ? 1 : 0;
    }
    return (double) both / (known.length + other.known.length - both);
  }

  boolean states(Guard guard, int kind, long hash) {
    return Facts.states(facts, guard, kind, hash);
  }

  /** Whether all facts of a kind pass. */
  boolean everyOf(Guard guard, int kind, LongPredicate passes) {
    return Facts.every(facts, guard, kind, false, passes);
  }

  /** Whether all facts of a kind pass that the other text must state. */
  boolean everyRequired(Guard guard, int kind, LongPredicate passes) {
    return Facts.every(facts, guard, kind, true, passes);
  }

  /** About how many bytes of heap this takes. */
  public int bytes() {
    return 184
        + Long.BYTES * (facts.length + known.length + items.length + grams.length)
        + numbers.bytes()
        + names.bytes();
  }

  /** Not the text. */
  @Override
  public String toString() {
    return "Wording[" + length + "]";
  }
}
