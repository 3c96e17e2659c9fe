package dev.interlock.embedding;

/**
 * Counts that tell much about a text without reading it: lengths, digits, marks. Over a bounded
 * part of a very long text, {@code chars} excepted.
 *
 * @param chars length of the text in characters
 * @param counted characters the other counts were taken over
 * @param words blank-separated words
 * @param lines lines with something on them
 * @param digits digits
 * @param upper upper-case letters
 * @param marks ASCII punctuation
 * @param codeMarks braces, brackets, semicolons, equals, underscores and their kind
 * @param mathMarks signs of formulas: dollar, backslash, caret, plus, equals, percent
 * @param questions question marks
 * @param nonAscii characters outside ASCII
 * @param fences code fences (three backquotes)
 */
public record TextShape(
    int chars,
    int counted,
    int words,
    int lines,
    int digits,
    int upper,
    int marks,
    int codeMarks,
    int mathMarks,
    int questions,
    int nonAscii,
    int fences) {
  /** Number of {@link #features()}. */
  public static final int FEATURES = 14;

  private static final int LIMIT = 64 * 1024;
  private static final byte[] KINDS = new byte[128];
  private static final int DIGIT = 1;
  private static final int UPPER = 2;
  private static final int MARK = 4;
  private static final int CODE = 8;
  private static final int MATH = 16;

  static {
    mark("0123456789", DIGIT);
    mark("ABCDEFGHIJKLMNOPQRSTUVWXYZ", UPPER);
    mark("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", MARK);
    mark("{}[]();=<>_`|&#*", CODE);
    mark("$\\^+=%", MATH);
  }

  private static void mark(String chars, int kind) {
    for (int i = 0; i < chars.length(); i++) {
      KINDS[chars.charAt(i)] |= (byte) kind;
    }
  }

  /** The shape of {@code text}. */
  public static TextShape of(String text) {
    int end = Math.min(text.length(), LIMIT);
    int words = 0;
    int lines = 0;
    int digits = 0;
    int upper = 0;
    int marks = 0;
    int codeMarks = 0;
    int mathMarks = 0;
    int questions = 0;
    int nonAscii = 0;
    int fences = 0;
    boolean inWord = false;
    boolean inLine = false;
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      boolean blank = c <= ' ';
      if (blank) {
        inWord = false;
        inLine &= c != '\n';
        continue;
      }
      words += inWord ? 0 : 1;
      lines += inLine ? 0 : 1;
      inWord = true;
      inLine = true;
      if (c >= 128) {
        nonAscii++;
        continue;
      }
      int kind = KINDS[c];
      digits += kind & DIGIT;
      upper += kind >> 1 & 1;
      marks += kind >> 2 & 1;
      codeMarks += kind >> 3 & 1;
      mathMarks += kind >> 4 & 1;
      questions += c == '?' ? 1 : 0;
      fences += c == '`' && text.startsWith("```", i) ? 1 : 0;
    }
    return new TextShape(
        text.length(),
        end,
        words,
        lines,
        digits,
        upper,
        marks,
        codeMarks,
        mathMarks,
        questions,
        nonAscii,
        fences);
  }

  /** The shape as head features, each about in [0, 1]. */
  public float[] features() {
    return new float[] {
      log(chars, 10),
      log(words, 8),
      log(lines, 6),
      share(digits),
      share(upper),
      share(marks),
      share(codeMarks),
      share(mathMarks),
      log(questions, 3),
      share(nonAscii),
      Math.min(1, fences),
      log(digits, 6),
      words == 0 ? 0 : Math.min(2, counted / (10f * words)),
      questions > 0 ? 1 : 0
    };
  }

  private static float log(int count, float scale) {
    // Not log1p: it has no intrinsic, and the heads ask for these features several times a request.
    return (float) Math.log(1.0 + count) / scale;
  }

  private float share(int count) {
    return counted == 0 ? 0 : (float) count / counted;
  }
}
