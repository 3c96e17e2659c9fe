package dev.interlock.signal.pii;

/**
 * Digits in groups as people write numbers, {@code 4111 1111-1111.1111}, and windows of whole
 * groups in it. Reused for every run of one text; not thread-safe.
 */
final class DigitRun {
  private static final int MOST_GROUPS = 48;
  private static final int MOST_DIGITS = 64;
  private static final int MOST_SEPARATORS = 3;

  /** What {@link #separator} says of windows whose groups are parted in several ways. */
  static final int MIXED = 1;

  private final byte[] digits = new byte[MOST_DIGITS];
  private final int[] start = new int[MOST_GROUPS];
  private final int[] length = new int[MOST_GROUPS];
  private final int[] first = new int[MOST_GROUPS + 1];

  /** What parts a group from the next; 0 after the last. */
  private final int[] parted = new int[MOST_GROUPS];

  private int groups;

  /** Takes the run whose first digit is at {@code from}. */
  void read(Plain text, int from) {
    groups = 0;
    int total = 0;
    int at = from;
    while (groups < MOST_GROUPS) {
      int end = text.digitsEnd(at);
      if (text.letter(end) || total + end - at > MOST_DIGITS) {
        break;
      }
      start[groups] = at;
      length[groups] = end - at;
      first[groups] = total;
      for (int i = at; i < end; i++) {
        digits[total++] = (byte) (text.at(i) - '0');
      }
      groups++;
      int next = end;
      int separator = ' ';
      while (next - end < MOST_SEPARATORS && separates(text.at(next))) {
        if (text.at(next) != ' ') {
          separator = text.at(next);
        }
        next++;
      }
      parted[groups - 1] = 0;
      if (next == end || !text.digit(next)) {
        break;
      }
      parted[groups - 1] = next - end == 1 || separator != '.' ? separator : ' ';
      at = next;
    }
    if (groups > 0) {
      parted[groups - 1] = 0;
    }
    first[groups] = total;
  }

  private static boolean separates(int c) {
    return switch (c) {
      case ' ', '-', '.', '/', '(', ')', '_' -> true;
      default -> false;
    };
  }

  int groups() {
    return groups;
  }

  int start(int group) {
    return start[group];
  }

  int end(int group) {
    return start[group] + length[group];
  }

  int length(int group) {
    return length[group];
  }

  /** What parts {@code group} from the next, a space unless there is something visible. */
  int parted(int group) {
    return parted[group];
  }

  /** Digits of the groups {@code from} to {@code to}, both included. */
  int count(int from, int to) {
    return first[to + 1] - first[from];
  }

  /** A digit of the window that begins with {@code group}. */
  int digit(int group, int index) {
    return digits[first[group] + index];
  }

  /** The digits of the window as bytes 0 to 9. */
  byte[] digits(int from, int to) {
    return java.util.Arrays.copyOfRange(digits, first[from], first[to + 1]);
  }

  /** The first {@code count} digits of the window as a number. */
  int leading(int group, int count) {
    int number = 0;
    for (int i = 0; i < count; i++) {
      number = number * 10 + digit(group, i);
    }
    return number;
  }

  /** Lengths of the groups as hexadecimal digits: 0x324 for {@code 078-05-1120}. */
  long shape(int from, int to) {
    long shape = 0;
    for (int group = from; group <= to; group++) {
      shape = shape << 4 | Math.min(length[group], 15);
    }
    return shape;
  }

  /** What parts all groups of the window; 0 for a single group, {@link #MIXED} for several. */
  int separator(int from, int to) {
    int separator = from == to ? 0 : parted[from];
    for (int group = from + 1; group < to; group++) {
      if (parted[group] != separator) {
        return MIXED;
      }
    }
    return separator;
  }

  /** Whether no decimal point joins the window to its neighbours. */
  boolean standsOff(int from, int to) {
    return (from == 0 || parted[from - 1] != '.') && (to == groups - 1 || parted[to] != '.');
  }

  /** Whether the window is the whole run, or its neighbours are parted from it by more. */
  boolean whole(int from, int to) {
    int inside = separator(from, to);
    return (from == 0 || looser(parted[from - 1], inside))
        && (to == groups - 1 || looser(parted[to], inside));
  }

  private static boolean looser(int outside, int inside) {
    return outside == ' ' && inside != ' ';
  }
}
