package dev.interlock.signal.pii;

import dev.interlock.concurrent.Deadline;

/**
 * One walk over a text: words, numbers and the signs between them each lead to the few shapes that
 * can begin there. Linear in the text. Not thread-safe; one per text.
 */
public final class TextScanner {
  private static final String BEGIN = "BEGIN";

  /** Characters between two looks at the clock: some milliseconds of the slowest text. */
  private static final int STRETCH = 1 << 14;

  private final Plain text;
  private final Sink sink;
  private final DigitRun run = new DigitRun();

  private TextScanner(Plain text, Sink sink) {
    this.text = text;
    this.sink = sink;
  }

  /** Tells {@code sink} what {@code text} holds, in order; offsets are those of the folded text. */
  static void scan(String text, Sink sink) {
    scan(text, sink, Deadline.NEVER);
  }

  /**
   * As {@link #scan(String, Sink)}, until {@code deadline}.
   *
   * @return whether the whole text was searched
   */
  static boolean scan(String text, Sink sink, Deadline deadline) {
    return new TextScanner(Plain.of(text), sink).scan(deadline);
  }

  /** Tells {@code sink} what {@code text} holds, in order, with offsets in {@code text}. */
  public static void locate(String text, Sink sink) {
    int[] origins = Plain.origins(text);
    scan(text, (kind, start, end) -> sink.found(kind, origins[start], origins[end - 1] + 1));
  }

  private boolean scan(Deadline deadline) {
    int i = 0;
    int look = STRETCH;
    while (i < text.length()) {
      if (i >= look) {
        if (deadline.expired()) {
          return false;
        }
        look = i + STRETCH;
      }
      // Whatever a shape says, the walk goes on: a worker that stands still is lost for good.
      i = Math.max(i + 1, text.alnum(i) ? word(i) : sign(i));
    }
    return true;
  }

  private int sign(int i) {
    return switch (text.at(i)) {
      case '@' -> email(i);
      case '+' -> plus(i);
      case ':' -> colon(i);
      case '=' -> assignment(i, i + 1);
      default -> i + 1;
    };
  }

  private int word(int start) {
    if (text.digit(start)) {
      int digits = text.digitsEnd(start);
      return text.letter(digits) ? mixed(start, digits) : numbers(start);
    }
    int end = text.wordEnd(start);
    if (end - start >= 3 || text.at(end) == '-' || text.at(end) == '_') {
      int token = tokens(start, end);
      if (token > 0) {
        return token;
      }
    }
    if (text.letter(start + 1) && text.digit(start + 2) && text.digit(start + 3)) {
      int found = Ibans.find(text, start);
      if (found > 0) {
        return report(Kind.IBAN, start, found);
      }
    }
    int found = LetteredIds.find(text, start, end);
    return found > 0 ? report(Kind.NATIONAL_ID, start, found) : keyword(start, end);
  }

  private int tokens(int start, int end) {
    if ((end - start == 3 && text.exactly(start, "eyJ")) || !Tokens.begin(text, start)) {
      return -1;
    }
    int tokenEnd = text.tokenEnd(end);
    boolean dotted = text.at(tokenEnd) == '.' && (text.at(start) == 'e' || text.at(start) == 'S');
    if (tokenEnd - start >= Tokens.SHORTEST || dotted) {
      int found = Tokens.find(text, start, tokenEnd);
      return found > 0 ? report(Kind.CREDENTIAL, start, found) : -1;
    }
    return -1;
  }

  /** Words that announce something. */
  private int keyword(int start, int end) {
    if (end - start == 2 && text.says(start, "is")) {
      return Math.max(end, assignment(start, end));
    }
    if (end - start == 6 && text.says(start, "bearer")) {
      int found = Assignments.bearer(text, end);
      return found > 0 ? report(Kind.CREDENTIAL, start, found) : end;
    }
    if (end - start == BEGIN.length() && text.says(start, "begin") && text.at(start - 1) == '-') {
      return privateKey(start, end);
    }
    if (end - start == 5 && text.says(start, "putty") && text.says(end, "-user-key-file")) {
      return report(Kind.PRIVATE_KEY, start, end);
    }
    return end;
  }

  /** RFC 7468 and its relatives: {@code BEGIN}, perhaps an algorithm, {@code PRIVATE KEY}. */
  private int privateKey(int start, int end) {
    int at = end;
    for (int words = 0; words < 4 && text.at(at) == ' '; words++) {
      if (text.says(at + 1, "private key")) {
        return report(Kind.PRIVATE_KEY, start, at + 12);
      }
      at = text.wordEnd(at + 1);
    }
    return end;
  }

  private int mixed(int start, int digits) {
    int end = text.wordEnd(digits);
    int found = LetteredIds.find(text, start, end);
    if (found < 0) {
      found = LetteredIds.afterDigits(text, start, digits);
    }
    return found > 0 ? report(Kind.NATIONAL_ID, start, found) : end;
  }

  private int numbers(int start) {
    int lettered = LetteredIds.afterDigits(text, start, text.digitsEnd(start));
    if (lettered > 0) {
      return report(Kind.NATIONAL_ID, start, lettered);
    }
    run.read(text, start);
    if (run.groups() == 0) {
      return text.digitsEnd(start);
    }
    int end = run.end(run.groups() - 1);
    if (partOfName(start, end)) {
      return end;
    }
    boolean words = Context.letters(text, start, end, NumericIds.REACH);
    int group = 0;
    while (group < run.groups()) {
      group = number(group, words) + 1;
    }
    return end;
  }

  /** Digits of an identifier such as a UUID: the word before the dash has letters and digits. */
  private boolean partOfName(int start, int end) {
    return fragment(start - 1, -1) || fragment(end, 1);
  }

  private boolean fragment(int sign, int step) {
    if (text.at(sign) != '-' && text.at(sign) != '_') {
      return false;
    }
    boolean digits = false;
    boolean letters = false;
    for (int i = sign + step; text.alnum(i) && Math.abs(i - sign) < 40; i += step) {
      digits |= text.digit(i);
      letters |= text.letter(i);
    }
    return digits && letters;
  }

  /** Reports what begins with {@code group}, if anything, and says which group was its last. */
  private int number(int group, boolean words) {
    int last = IpAddresses.findFour(text, run, group);
    if (last >= 0) {
      return report(Kind.IP, group, last, last);
    }
    if (run.count(group, run.groups() - 1) < 7) {
      return run.groups();
    }
    last = Cards.find(text, run, group);
    if (last >= 0) {
      return report(Kind.CARD, group, last, last);
    }
    last = NumericIds.find(text, run, group, words);
    if (last >= 0) {
      return report(Kind.NATIONAL_ID, group, last, last);
    }
    last = Phones.find(text, run, group, words);
    return last >= 0 ? report(Kind.PHONE, group, last, last) : group;
  }

  private int plus(int sign) {
    int start = text.at(sign + 1) == '(' ? sign + 2 : sign + 1;
    if (!text.digit(start) || text.alnum(sign - 1)) {
      return sign + 1;
    }
    run.read(text, start);
    int last = run.groups() == 0 ? -1 : Phones.findInternational(run);
    return last < 0 ? sign + 1 : report(Kind.PHONE, sign, run.end(last));
  }

  private int email(int sign) {
    int end = Emails.end(text, sign);
    return end < 0 ? sign + 1 : report(Kind.EMAIL, Emails.start(text, sign), end);
  }

  private int colon(int sign) {
    int password = Assignments.inAddress(text, sign);
    if (password > 0) {
      // The sign after the password is consumed: it is no address of mail.
      return report(Kind.CREDENTIAL, sign + 3, password) + 1;
    }
    int end = IpAddresses.findSix(text, sign);
    return end > 0
        ? report(Kind.IP, IpAddresses.startOfSix(text, sign), end)
        : assignment(sign, sign + 1);
  }

  private int assignment(int from, int to) {
    int end = Assignments.find(text, from, to);
    return end < 0 ? to : report(Kind.CREDENTIAL, from, end);
  }

  private int report(Kind kind, int firstGroup, int lastGroup, int next) {
    sink.found(kind, run.start(firstGroup), run.end(lastGroup));
    return next;
  }

  private int report(Kind kind, int start, int end) {
    sink.found(kind, start, end);
    return end;
  }
}
