package dev.interlock.eval.pii;

import dev.interlock.eval.pii.MarkedText.Mark;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/**
 * Texts with made-up personal data at known places: templates filled with values, some between
 * pieces of prose that people wrote, and prose alone. Deterministic by seed; one thread.
 */
final class PiiTemplates {
  private final List<String> templates;
  private final List<String> prose;
  private final Random random;
  private final PiiValues values;
  private final DecoyValues decoys;

  private PiiTemplates(List<String> templates, List<String> prose, long seed) {
    this.templates = templates;
    this.prose = prose;
    this.random = new Random(seed);
    this.values = new PiiValues(random);
    this.decoys = new DecoyValues(random);
  }

  /**
   * {@code count} rows: every template in turn, half of them within prose; then all prose alone.
   *
   * @param set {@code dev} or {@code test}
   */
  static List<MarkedText> rows(String set, List<String> prose, int count, long seed)
      throws IOException {
    var generator = new PiiTemplates(templates(set), prose, seed);
    List<MarkedText> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(generator.row(generator.templates.get(i % generator.templates.size())));
    }
    prose.forEach(text -> rows.add(new MarkedText(text, List.of())));
    return rows;
  }

  private static List<String> templates(String set) throws IOException {
    String name = "templates-" + set + ".txt";
    try (InputStream in = PiiTemplates.class.getResourceAsStream(name);
        var lines =
            new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.replace("\\n", "\n"))
          .toList();
    }
  }

  private MarkedText row(String template) {
    var text = new StringBuilder();
    List<Mark> marks = new ArrayList<>();
    boolean within = !prose.isEmpty() && random.nextBoolean();
    if (within) {
      text.append(passage()).append('\n');
    }
    fill(template, text, marks);
    if (within) {
      text.append('\n').append(passage());
    }
    return new MarkedText(text.toString(), marks);
  }

  private String passage() {
    String whole = prose.get(random.nextInt(prose.size()));
    int end = Math.min(whole.length(), 400);
    return whole.substring(0, end);
  }

  /** Replaces every known slot; other braces stay, as in JSON. */
  private void fill(String template, StringBuilder text, List<Mark> marks) {
    int from = 0;
    for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', open + 1)) {
      int close = template.indexOf('}', open);
      String slot = close < 0 ? "" : template.substring(open + 1, close);
      if (PiiValues.KINDS.contains(slot)) {
        text.append(template, from, open);
        PiiValues.Value value = values.of(slot);
        int start = text.length() + value.start();
        text.append(value.text());
        marks.add(new Mark(slot, start, start + value.length()));
        from = close + 1;
      } else if (DecoyValues.SLOTS.contains(slot)) {
        text.append(template, from, open).append(decoys.of(slot));
        from = close + 1;
      }
    }
    text.append(template, from, template.length());
  }
}
