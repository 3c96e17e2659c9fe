package dev.interlock.eval.pii;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.bench.Prompts;
import dev.interlock.eval.pii.MarkedText.Mark;
import dev.interlock.signal.pii.TextScanner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The promise about personal data, on templates that no detector was made with. */
class PiiTemplatesTest {
  @Test
  void recall_and_precision_on_unseen_templates() throws IOException {
    var score = new SpanScore();
    for (MarkedText row : PiiTemplates.rows("test", Prompts.shipped(), 6_000, 7)) {
      List<Mark> found = new ArrayList<>();
      TextScanner.locate(
          row.text(), (kind, start, end) -> found.add(new Mark(kind.id(), start, end)));
      score.add(row.marks(), found);
    }

    assertThat(score.all().marks()).isGreaterThan(4_000);
    assertThat(score.all().recall()).isGreaterThanOrEqualTo(0.99);
    assertThat(score.all().precision()).isGreaterThanOrEqualTo(0.98);
    assertThat(score.kinds().keySet()).containsExactlyInAnyOrderElementsOf(PiiValues.KINDS);
  }

  @Test
  void the_same_seed_gives_the_same_rows() throws IOException {
    assertThat(PiiTemplates.rows("dev", List.of(), 100, 3))
        .isEqualTo(PiiTemplates.rows("dev", List.of(), 100, 3));
  }
}
