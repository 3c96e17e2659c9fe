package dev.interlock.eval.cache;

import dev.interlock.equivalence.GuardWords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Questions said in several ways, with what they are about left open: the same filling in other
 * words is the same question, another filling is a trap. Lines of one file are taught, those of
 * another dealt in turn to validation and test; words that no guard has in a list are told apart.
 */
final class Frames {
  private Frames() {}

  /** Pairs of questions that were written after guards and thresholds were done. */
  static List<TextPair> judgedOnce() {
    return pairs("frames-judge.txt", 0, 1);
  }

  /** Pairs of {@code part}. */
  static List<TextPair> pairs(Clusters.Part part) {
    return part == Clusters.Part.TRAIN
        ? pairs("frames-learn.txt", 0, 1)
        : pairs("frames.txt", part == Clusters.Part.VALIDATION ? 0 : 1, 2);
  }

  /** The traps of {@code part} said in their several ways, which ask for the same each. */
  static List<TextPair> trapsAlike(Clusters.Part part) {
    List<TextPair> alike = new ArrayList<>();
    for (String line :
        part == Clusters.Part.TRAIN
            ? chosen("frames-learn.txt", 0, 1)
            : chosen("frames.txt", part == Clusters.Part.VALIDATION ? 0 : 1, 2)) {
      read(
          line,
          (_, ways, _, other) -> {
            for (String way : ways) {
              String first = filled(ways.getFirst(), other);
              if (!first.equals(filled(way, other))) {
                alike.add(TextPair.same(first, filled(way, other), "trap"));
              }
            }
          });
    }
    return alike;
  }

  @FunctionalInterface
  private interface Filled {
    void with(String kind, List<String> ways, String filling, String other);
  }

  private static List<TextPair> pairs(String file, int first, int step) {
    List<TextPair> pairs = new ArrayList<>();
    for (String line : chosen(file, first, step)) {
      read(line, (kind, ways, filling, other) -> add(pairs, kind, ways, filling, other));
    }
    return pairs;
  }

  private static List<String> chosen(String file, int first, int step) {
    List<String> lines = lines(file);
    List<String> chosen = new ArrayList<>();
    for (int i = first; i < lines.size(); i += step) {
      chosen.add(lines.get(i));
    }
    return chosen;
  }

  private static void read(String line, Filled each) {
    String[] cells = line.split("\\s*\\|\\s*", -1);
    List<String> ways = Arrays.asList(cells[1].split("\\s*;\\s*", -1));
    List<String> fillings =
        Arrays.asList(cells[2].split(cells[1].equals("{x}") ? ",\\s*" : ",\\s+"));
    boolean opposed = cells[2].contains("/") && !cells[0].equals("language");
    for (int f = 0; f < fillings.size(); f++) {
      String next = fillings.get((f + 1) % fillings.size());
      each.with(cells[0], ways, fillings.get(f), opposed ? turned(fillings.get(f)) : next);
    }
  }

  private static String turned(String opposed) {
    int slash = opposed.indexOf('/');
    return opposed.substring(slash + 1) + "/" + opposed.substring(0, slash);
  }

  private static void add(
      List<TextPair> pairs, String kind, List<String> ways, String filling, String other) {
    boolean listed = listed(filling) && listed(other);
    for (int i = 0; i < ways.size(); i++) {
      for (int j = 0; j < ways.size(); j++) {
        if (i < j) {
          pairs.add(
              TextPair.same(filled(ways.get(i), filling), filled(ways.get(j), filling), kind));
        }
        pairs.add(
            new TextPair(
                filled(ways.get(i), filling), filled(ways.get(j), other), false, kind, listed));
      }
    }
  }

  private static boolean listed(String filling) {
    return Arrays.stream(filling.split("[ /]", -1))
        .anyMatch(word -> GuardWords.listed(word) || Character.isDigit(word.charAt(0)));
  }

  private static String filled(String way, String filling) {
    int slash = filling.indexOf('/');
    String x = slash < 0 ? filling : filling.substring(0, slash);
    String y = slash < 0 ? "" : filling.substring(slash + 1);
    return way.replace("{x}", x).replace("{y}", y);
  }

  private static List<String> lines(String file) {
    try (var in = Frames.class.getResourceAsStream(file)) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
