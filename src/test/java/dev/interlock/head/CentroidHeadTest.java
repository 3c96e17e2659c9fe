package dev.interlock.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.interlock.embedding.ScriptNgrams;
import dev.interlock.embedding.SparseVector;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CentroidHeadTest {
  private static final List<String> WEATHER =
      List.of("wie wird das wetter", "wetter morgen", "das wetter am sonntag", "wetter in wien");
  private static final List<String> MUSIC =
      List.of("spiel musik", "musik bitte", "etwas musik am abend", "leise musik in der nacht");

  @Test
  void the_nearest_class_is_found_and_what_is_like_none_has_little_chance() {
    CentroidHead head = head(MUSIC);
    CentroidHead.Match match = match(head, "wetter am abend");
    assertThat(head.labels().get(match.best())).isEqualTo("weather");
    assertThat(match.similarity()).isBetween(match.next(), 1.0);
    assertThat(match(head, "xyz qrs uvw").chance()).isLessThan(match.chance());
    assertThat(match(head, "xyz qrs uvw").similarity()).isZero();
  }

  @Test
  void scripts_without_blanks_are_told_apart_by_their_characters() {
    CentroidHead head = head(List.of("播放音乐", "来点音乐", "音乐小声一点", "放一首歌"));
    assertThat(head.labels().get(match(head, "请放音乐").best())).isEqualTo("music");
  }

  @Test
  void the_same_examples_give_the_same_head() {
    assertThat(match(head(MUSIC), "musik am sonntag"))
        .isEqualTo(match(head(MUSIC), "musik am sonntag"));
  }

  @Test
  void an_example_scores_as_if_it_had_not_been_seen_where_ngrams_share_buckets_too() {
    List<SparseVector> examples =
        Stream.concat(rows(WEATHER).stream(), rows(MUSIC).stream())
            .map(row -> row.folded(64))
            .toList();
    int[] labels = {0, 0, 0, 0, 1, 1, 1, 1};
    Centroids all = Centroids.of(examples, labels, 2, 64);
    for (int i = 0; i < labels.length; i++) {
      List<SparseVector> others = new ArrayList<>(examples);
      others.remove(i);
      int[] left = new int[labels.length - 1];
      System.arraycopy(labels, 0, left, 0, i);
      System.arraycopy(labels, i + 1, left, i, left.length - i);
      float[] scores = Centroids.of(others, left, 2, 64).scores(examples.get(i));
      assertThat(all.scoresWithout(examples.get(i), labels[i]))
          .containsExactly(scores, within(1e-4f));
    }
  }

  @Test
  void many_classes_are_told_apart_in_fewer_buckets() {
    List<SparseVector> rows = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String word = new String(Character.toChars(0x430 + i % 30)).repeat(3) + " wort" + i;
      rows.addAll(rows(List.of(word + " eins", "zwei " + word, word + " drei")));
      names.addAll(List.of("c" + i, "c" + i, "c" + i));
    }
    CentroidHead head = CentroidHead.train(rows, names, ScriptNgrams.BUCKETS);
    CentroidHead.Match match = match(head, "ааа wort0 vier");
    assertThat(head.labels().get(match.best())).isEqualTo("c0");
    assertThat(match.chance()).isGreaterThan(match(head, "etwas anderes").chance());
  }

  @Test
  void one_class_alone_tells_nothing() {
    assertThatThrownBy(() -> CentroidHead.train(rows(MUSIC), List.of("a", "a", "a", "a"), 1 << 16))
        .hasMessage("classes: 1 (expected: at least 2)");
  }

  private static CentroidHead.Match match(CentroidHead head, String text) {
    return head.match(ScriptNgrams.of(text));
  }

  private static CentroidHead head(List<String> music) {
    List<SparseVector> rows = new ArrayList<>(rows(WEATHER));
    rows.addAll(rows(music));
    List<String> names =
        Stream.concat(WEATHER.stream().map(_ -> "weather"), music.stream().map(_ -> "music"))
            .toList();
    return CentroidHead.train(rows, names, ScriptNgrams.BUCKETS);
  }

  private static List<SparseVector> rows(List<String> texts) {
    return texts.stream().map(ScriptNgrams::of).toList();
  }
}
