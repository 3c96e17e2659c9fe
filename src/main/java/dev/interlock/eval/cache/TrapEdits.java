package dev.interlock.eval.cache;

import dev.interlock.equivalence.GuardWords;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns a text into one that asks for something else, by lists of this class alone: none is taken
 * from the guards, and some words are in no list of theirs.
 */
final class TrapEdits {
  private static final Pattern WORD =
      Pattern.compile("(?<![\\w`.-])[A-Za-z][A-Za-z'-]*(?![\\w`.(])");
  private static final Pattern NUMBER = Pattern.compile("(?<![\\w.])\\d+(?![\\w.])");
  private static final Pattern NAME = Pattern.compile("(?<=[a-z,] )[A-Z][a-z]{2,}(?![\\w'-])");
  private static final Pattern VERB =
      Pattern.compile(
          "(?i)\\b(is|are|was|can|could|does|do|did|should|will|would|must)\\b(?! not)");
  private static final Pattern AROUND =
      Pattern.compile(
          "(?<=\\bfrom )([a-z_]{3,}) (to|into) ([a-z_]{3,})\\b"
              + "|\\b(?!the|and|are|is|was|it|you|they|that|be|used|go|for)([a-z_]{4,}) (before|after|than|and not|over) "
              + "(?!the|and|are|is|was|it|you|they|that|which|this|all|your|any)([a-z_]{4,})\\b");

  private static final Map<String, Map<String, String>> LISTS = new LinkedHashMap<>();

  static {
    both(
        "antonym",
        """
        increase decrease; increases decreases; open close; enable disable; enables disables; add remove;
        adds removes; first last; before after; with without; upload download; input output; minimum maximum;
        large small; largest smallest; faster slower; more less; high low; new old; best worst; left right;
        true false; local remote; public private; start stop; import export; encode decode; train test; row column;
        rows columns; cheap expensive; early late; hot cold; buy sell; send receive; top bottom; long short;
        allow prevent; allows prevents; easier harder; optional mandatory; available unavailable; lazily eagerly;
        sparse dense; shuffle sort; plural singular; borrow repay; inflow outflow; ally rival; vacant occupied;
        tame wild; praise scold; obey defy; bloom wilt; freeze thaw; hoist lower; novel classic; eager reluctant;
        cautious reckless; humble arrogant; generous stingy; clockwise counterclockwise; coarse fine; rural urban;
        savory sweet; tense relaxed; mount dismount; zip unzip; waking sleeping; inbound outbound; lend borrow
        """);
    both(
        "number",
        """
        one three; two four; three seven; four nine; five six; ten twenty; twelve fifteen; hundred thousand;
        second fifth; third fourth; twice thrice; single double; million billion
        """);
    both(
        "unit",
        """
        miles kilometers; meters feet; inches centimeters; pounds kilograms; celsius fahrenheit; minutes hours;
        days weeks; months years; dollars euros; gallons liters; ounces grams; seconds minutes; megabytes gigabytes;
        fathoms furlongs; shillings guineas; cubits leagues; bushels pecks
        """);
    both(
        "date",
        """
        monday thursday; tuesday friday; saturday sunday; january july; march october; june november;
        today tomorrow; yesterday tonight; morning evening; weekend weekday; spring autumn; noon midnight;
        easter christmas; lent advent; passover hanukkah
        """);
    both(
        "entity",
        """
        paris london; france spain; germany italy; japan china; python java; english french; spanish italian;
        chicago boston; texas florida; google amazon; numpy pandas; pytorch tensorflow; csv json; tensorflow jax;
        windows linux; tbilisi yerevan; bruges ghent; fresno tulsa; zanzibar mombasa; vermont idaho; zurich basel;
        lasagna risotto; salmon trout; visa maestro; netflix hulu; spotify tidal; iphone pixel; honda toyota; tuna cod;
        pizza burger; jazz blues; chess checkers; tennis golf; coffee tea; dog cat; beef chicken; checking savings;
        passport license; hotel hostel; taxi tram; bank library; doctor dentist; mother father; laptop tablet
        """);
  }

  private static final List<String> NAMES =
      List.of("Anselm", "Quentin", "Borealis", "Tiverton", "Maribel", "Ostrava", "Kestrel");

  private TrapEdits() {}

  private static void both(String kind, String lines) {
    var words = LISTS.computeIfAbsent(kind, k -> new LinkedHashMap<>());
    for (String pair : lines.strip().split(";\\s*", -1)) {
      String[] sides = pair.strip().split(" ", -1);
      words.putIfAbsent(sides[0], sides[1]);
      words.putIfAbsent(sides[1], sides[0]);
    }
  }

  /**
   * Traps for {@code honest}, a text that means the same as {@code text}, or {@code text} itself.
   */
  static List<TextPair> of(String honest, String text) {
    List<TextPair> traps = new ArrayList<>();
    for (var list : LISTS.entrySet()) {
      swap(honest, text, list.getKey(), list.getValue(), traps);
    }
    Matcher number = NUMBER.matcher(text);
    if (number.find() && number.group().length() < 9) {
      String other = Long.toString(Long.parseLong(number.group()) + 1);
      add(traps, honest, replaced(text, number, other), "number", true);
    }
    Matcher name = NAME.matcher(text);
    if (name.find()) {
      String other = NAMES.get(Math.floorMod(text.hashCode(), NAMES.size()));
      String everywhere = text.replaceAll("\\b" + name.group() + "\\b", other);
      add(traps, honest, everywhere, "entity", GuardWords.listed(name.group()));
    }
    Matcher verb = VERB.matcher(text);
    if (verb.find()) {
      add(traps, honest, replaced(text, verb, verb.group() + " not"), "negation", true);
    }
    Matcher around = AROUND.matcher(text);
    if (around.find()) {
      int first = around.group(1) == null ? 4 : 1;
      String turned =
          around.group(first + 2) + " " + around.group(first + 1) + " " + around.group(first);
      add(traps, honest, replaced(text, around, turned), "role", true);
    }
    return traps;
  }

  private static void swap(
      String honest, String text, String kind, Map<String, String> list, List<TextPair> traps) {
    Matcher word = WORD.matcher(text);
    while (word.find()) {
      String found = word.group();
      String other = list.get(found.toLowerCase(Locale.ROOT));
      if (other != null) {
        String cased =
            Character.isUpperCase(found.charAt(0))
                ? Character.toUpperCase(other.charAt(0)) + other.substring(1)
                : other;
        boolean listed = GuardWords.listed(found) && GuardWords.listed(other);
        String all = text.replaceAll("\\b" + Pattern.quote(found) + "\\b", cased);
        if (all.equals(text)) {
          return;
        }
        add(traps, honest, all, kind, listed);
        return;
      }
    }
  }

  private static void add(
      List<TextPair> traps, String honest, String trap, String kind, boolean listed) {
    if (!trap.equals(honest)) {
      traps.add(new TextPair(honest, trap, false, kind, listed));
    }
  }

  private static String replaced(String text, Matcher at, String by) {
    return text.substring(0, at.start()) + by + text.substring(at.end());
  }
}
