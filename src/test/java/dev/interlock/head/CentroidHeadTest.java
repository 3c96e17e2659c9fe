package dev.interlock.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
