package dev.interlock.signal.pii;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever people or attackers write, the walk ends and says where in the text things are. */
class TextScannerPropertiesTest {
  private static final String[] PIECES = {
    "4",
    "41",
    "4111",
    "9".repeat(70),
    "078-05-1120",
    " ",
    "-",
    ".",
    "/",
    "(",
    ")",
    "_",
    "+",
    "@",
    ":",
    "::",
    "=",
    "\"",
    "'",
    "\\",
    "\\n",
    "\\u0034",
    "\\ud835\\udfd2",
    "\\u",
    "%40",
    "%",
    "a",
    "fe80",
    "fe80::1",
    "2001:db8:0:1:2:3:4:5",
    "alice@example.com",
    "4111111111111111",
    "DE89",
    "GB82WEST",
    "eyJ",
    "sk-",
    "AKIA",
    "password",
    "is",
    "Bearer",
    "-----BEGIN ",
    "PRIVATE KEY",
    "http://u:p@h",
    "\u200b",
    "\uff14",
    "\ud835",
    "\udfd2",
    "é",
    "漢",
    "\n",
    "X1234567L",
    "x".repeat(1100)
  };

  @Property(tries = 3000)
  void never_throws_and_stays_within_the_text(@ForAll long seed) {
    var random = new Random(seed);
    var text = new StringBuilder();
    for (int i = random.nextInt(40); i >= 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    var last = new int[1];

    TextScanner.locate(
        text.toString(),
        (kind, start, end) -> {
          assertThat(start).as("%s in %s", kind, text).isBetween(0, end - 1);
          assertThat(end).as("%s in %s", kind, text).isBetween(last[0] + 1, text.length());
          last[0] = end;
        });
  }
}
