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
  void ngrams_that_share_a_bucket_count_as_one() {
    int buckets = 1 << 16;
    List<SparseVector> rows = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      // The first two meet where forty classes leave half of the buckets.
      int[] indices = {i % 40, i % 40 + buckets / 2, 100 + i % 7, 200 + i};
      rows.add(new SparseVector(indices, new float[] {0.5f, 0.5f, 0.5f, 0.5f}, 4));
      names.add("c" + i % 40);
    }
    List<SparseVector> folded = rows.stream().map(row -> row.folded(buckets / 2)).toList();
    CentroidHead head = CentroidHead.train(rows, names, buckets);
    CentroidHead already = CentroidHead.train(folded, names, buckets / 2);
    for (int i = 0; i < rows.size(); i++) {
      assertThat(head.match(rows.get(i))).isEqualTo(already.match(folded.get(i)));
    }
  }

  @Test
  void ngrams_of_one_index_count_as_one_where_nothing_is_folded() {
    var twice = new SparseVector(new int[] {3, 3, 5}, new float[] {0.5f, 0.5f, 0.5f}, 3);
    var other = new SparseVector(new int[] {5, 9}, new float[] {0.5f, 0.5f}, 2);
    List<String> names = List.of("a", "b");
    CentroidHead head = CentroidHead.train(List.of(twice, other), names, 16);
    CentroidHead merged = CentroidHead.train(List.of(twice.folded(16), other), names, 16);
    assertThat(head.match(twice)).isEqualTo(merged.match(twice.folded(16)));
    assertThat(head.match(twice).similarity()).isCloseTo(1, within(1e-6));
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
