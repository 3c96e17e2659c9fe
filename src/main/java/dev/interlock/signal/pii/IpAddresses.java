package dev.interlock.signal.pii;

import java.util.List;

/**
 * Addresses of one machine. Not those that are nobody's: unspecified, loopback, multicast, masks.
 * An address in a private or a documentation range counts: what looks like one is treated as one.
 */
final class IpAddresses {
  private static final int GROUPS = 8;

  /** Eight groups of four, and colons. */
  private static final int LONGEST = 39;

  private static final int REACH = 14;
  private static final List<String> OTHERS =
      List.of(
          "version", "ver", "release", "section", "chapter", "build", "clause", "oid", "firmware");

  private IpAddresses() {}

  /** The last of the four groups that begin with {@code group}, or -1. */
  static int findFour(Plain text, DigitRun run, int group) {
    int last = group + 3;
    if (last >= run.groups()
        || run.separator(group, last) != '.'
        || (group > 0 && run.parted(group - 1) == '.')
        || run.parted(last) == '.'
        || text.at(run.start(group) - 1) == '.') {
      return -1;
    }
    for (int i = group; i <= last; i++) {
      if (run.length(i) > 3
          || (run.length(i) > 1 && run.digit(i, 0) == 0)
          || run.leading(i, run.length(i)) > 255
          || (i < last && run.start(i + 1) != run.end(i) + 1)) {
        return -1;
      }
    }
    int first = run.leading(group, run.length(group));
    return first == 0
            || first == 127
            || first >= 224
            || Context.before(text, run.start(group), REACH, OTHERS)
        ? -1
        : last;
  }

  /**
   * The end of the address around the colon at {@code colon}, or -1. A colon after an address is
   * none of its own: {@code fe80::1: unreachable}.
   */
  static int findSix(Plain text, int colon) {
    int start = startOfSix(text, colon);
    int end = colon;
    while (end - start <= LONGEST && part(text, end)) {
      end++;
    }
    if (text.at(end - 1) == ':' && text.at(end - 2) != ':') {
      end--;
    }
    return end > colon
            && end - start <= LONGEST
            && !text.alnum(start - 1)
            && !text.alnum(end)
            && globalOrLocal(text, start)
            && wellFormed(text, start, end)
        ? end
        : -1;
  }

  /** Where the address around {@code colon} begins. */
  static int startOfSix(Plain text, int colon) {
    int start = colon;
    while (colon - start <= LONGEST && part(text, start - 1)) {
      start--;
    }
    return start;
  }

  private static boolean part(Plain text, int i) {
    return text.hex(i) || text.at(i) == ':';
  }

  /** 2000::/3, fc00::/7 or fe80::/10, in four digits: anything else is as likely code or a time. */
  private static boolean globalOrLocal(Plain text, int start) {
    int first = text.lower(start);
    int second = text.lower(start + 1);
    return text.at(start + 4) == ':'
        && text.hex(start + 2)
        && text.hex(start + 3)
        && (first == '2'
            || first == '3'
            || (first == 'f' && (second == 'c' || second == 'd'))
            || (first == 'f' && second == 'e' && text.lower(start + 2) >= '8'));
  }

  private static boolean wellFormed(Plain text, int start, int end) {
    int groups = 0;
    boolean gap = false;
    int at = start;
    while (at < end) {
      int digits = 0;
      while (at < end && text.hex(at)) {
        digits++;
        at++;
      }
      if (digits > 4) {
        return false;
      }
      groups += digits > 0 ? 1 : 0;
      if (at < end && text.at(at + 1) == ':') {
        if (gap) {
          return false;
        }
        gap = true;
        at++;
      }
      at++;
    }
    return gap ? groups < GROUPS : groups == GROUPS;
  }
}
