package dev.interlock.eval;

import dev.interlock.digest.Sha256;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everyday requests to an assistant, without a class: every tenth training utterance of CLINC150
 * and of HWU64, by text hash. They are what the domain and task heads call general, and weak
 * examples of what any model manages.
 */
final class EverydayRows {
  private static final int SHARE = 8;

  private final PublicData data;

  EverydayRows(PublicData data) {
    this.data = data;
  }

  List<LabelledText> rows() throws IOException {
    List<LabelledText> rows = new ArrayList<>();
    for (Corpus corpus : List.of(data.clinc150(), data.hwu64())) {
      for (LabelledText row : corpus.train()) {
        if (Sha256.hex("everyday " + row.text()).hashCode() % SHARE == 0) {
          rows.add(new LabelledText(row.text(), Optional.empty()));
        }
      }
    }
    return rows;
  }
}
