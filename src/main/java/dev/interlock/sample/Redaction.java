package dev.interlock.sample;

import dev.interlock.inference.Turn;
import dev.interlock.signal.pii.Kind;
import dev.interlock.signal.pii.TextScanner;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A conversation without the personal data that can be found in it: each is replaced by its kind,
 * as in {@code [EMAIL]}. Turns are searched as one text, since the words that give a number away
 * may stand in the turn before. Stateless.
 */
final class Redaction {
  /** What is not even kept redacted: around a secret there may be the rest of it. */
  private static final Set<Kind> SECRETS = EnumSet.of(Kind.CREDENTIAL, Kind.PRIVATE_KEY);

  private static final char BETWEEN = '\n';

  private Redaction() {}

  private record Place(Kind kind, int start, int end) {}

  /** {@code turns} without personal data; empty if there is a secret in them. */
  static Optional<List<Turn>> of(List<Turn> turns) {
    var text = new StringBuilder();
    turns.forEach(turn -> text.append(turn.text()).append(BETWEEN));
    var places = new ArrayList<Place>();
    TextScanner.locate(
        text.toString(), (kind, start, end) -> places.add(new Place(kind, start, end)));
    if (places.stream().anyMatch(place -> SECRETS.contains(place.kind()))) {
      return Optional.empty();
    }
    var redacted = new ArrayList<Turn>(turns.size());
    int from = 0;
    for (Turn turn : turns) {
      int to = from + turn.text().length();
      redacted.add(new Turn(turn.role(), redacted(text, from, to, places), turn.toolCalls()));
      from = to + 1;
    }
    return Optional.of(List.copyOf(redacted));
  }

  /** The text from {@code from} to {@code to}; a place that crosses its border is cut there. */
  private static String redacted(CharSequence text, int from, int to, List<Place> places) {
    var out = new StringBuilder(to - from);
    int at = from;
    for (Place place : places) {
      int start = Math.max(place.start(), at);
      int end = Math.min(place.end(), to);
      if (start < end) {
        out.append(text, at, start).append('[').append(place.kind().name()).append(']');
        at = end;
      }
    }
    return out.append(text, at, to).toString();
  }
}
