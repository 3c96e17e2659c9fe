package dev.interlock.equivalence;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Units and currencies, with one name for each. */
final class Units {
  /** One line a unit: its name, then what it is called where nothing else has that name. */
  private static final String ANYWHERE =
      """
      km km kms kilometer kilometre
      mile mile mi
      meter meter metre metres
      centimeter centimeter centimetre cm
      millimeter millimeter millimetre mm
      foot feet ft
      yard yard yd
      inch inch inches
      lightyear lightyear
      kg kg kgs kilogram kilo kilos
      gram gram grams grammes gms
      milligram milligram mg
      microgram microgram mcg
      lb lb lbs
      ounce ounce oz
      ton tonne ton tons tonnes
      liter liter litre litres
      milliliter milliliter millilitre ml
      gallon gallon gal
      pint pint
      cup_unit cups
      tablespoon tablespoon tbsp
      teaspoon teaspoon tsp
      celsius celsius centigrade °c
      fahrenheit fahrenheit °f
      kelvin kelvin
      kb kb kilobyte kilobytes kib
      mb mb megabyte mib
      gb gb gigabyte gib
      tb tb terabyte tib
      pb petabyte
      byte byte
      mbps mbps
      gbps gbps
      hz hz hertz
      khz khz kilohertz
      mhz mhz megahertz
      ghz ghz gigahertz
      watt watt watts
      kw kw kilowatt
      mw megawatt
      kwh kwh
      volt volt volts
      amp amps ampere amperes
      joule joule joules
      calorie calorie calories kcal
      kmh kmh kph
      mph mph
      ms millisecond milliseconds ms
      acre acre acres
      hectare hectare hectares
      dollar dollar usd $ bucks
      euro euro eur €
      gbp gbp £ quid sterling
      yen yen jpy ¥
      yuan yuan cny rmb renminbi
      rupee rupee inr ₹
      franc franc chf
      peso peso mxn
      won_krw krw
      ruble ruble rub rouble
      real_brl brl
      cad cad
      aud aud
      bitcoin bitcoin btc
      ethereum ethereum eth
      percent percent % pct
      pixel pixel px
      rem_unit rem
      nautical nautical
      knot knots
      radian radian radians
      psi psi
      pascal pascal
      decibel decibel db
      mole moles
      """;

  /** Units of time: what is said by day in one text may go unsaid in another. */
  private static final String TIME =
      """
      second seconds secs
      minute minute minutes mins
      hour hour hours hrs hourly
      day day days daily
      week week weeks weekly
      month month months monthly
      quarter quarterly
      year year years yearly annual annually
      decade decade decades
      century century centuries
      """;

  /** Only after a number. */
  private static final String AFTER_NUMBERS =
      """
      meter m
      second s sec second
      gram g
      liter l
      celsius c
      fahrenheit f
      kelvin k
      inch in
      foot foot
      minute min
      hour h hr
      day d
      week wk
      month mo
      year yr yrs y
      ton t
      byte b
      watt w
      volt v
      amp a amp
      degree degree degrees ° deg
      pound pound
      cent cent cents
      cup_unit cup
      am am
      pm pm
      """;

  private static final Map<String, String> KNOWN = table(ANYWHERE);
  private static final Map<String, String> TIMES = table(TIME);
  private static final Map<String, String> AFTER = table(AFTER_NUMBERS);
  private static final Set<String> SUFFIX_ONLY = Set.of("k", "am", "pm", "bn", "x");

  private Units() {}

  private static Map<String, String> table(String lines) {
    var table = new HashMap<String, String>();
    for (String line : lines.strip().split("\n", -1)) {
      String[] words = line.strip().split(" ", -1);
      for (int i = 1; i < words.length; i++) {
        table.put(words[i], words[0]);
        table.putIfAbsent(words[i] + "s", words[0]);
      }
    }
    return Map.copyOf(table);
  }

  /** The name of the unit {@code word}, or empty. */
  static String anywhere(String word) {
    return KNOWN.getOrDefault(word, "");
  }

  /** The name of the unit of time {@code word}, or empty. */
  static String time(String word) {
    return TIMES.getOrDefault(word, "");
  }

  /** The name of the unit {@code word} behind a number, or empty. */
  static String afterNumber(String word) {
    String name = AFTER.getOrDefault(word, "");
    if (name.isEmpty()) {
      name = anywhere(word);
    }
    return name.isEmpty() ? time(word) : name;
  }

  /** Whether letters right behind figures are no part of a name: 5km, 10k, 3pm. */
  static boolean suffix(String letters) {
    return SUFFIX_ONLY.contains(letters) || !afterNumber(letters).isEmpty();
  }
}
