package dev.interlock.eval.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.reuse.ReuseIndex;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamRunTest {
  @Test
  void hits_and_wrong_ones_are_counted_against_the_nearest_entry() {
    List<Asked> stream =
        List.of(asked("a", 1, 0), asked("b", 2, 1), asked("a again", 1, 0), asked("not b", 3, 1));

    var result = StreamRun.of(stream, (_, similarity, _) -> similarity > 0.9, PairChance.NONE);

    assertThat(result.requests()).isEqualTo(4);
    assertThat(result.hits()).isEqualTo(2);
    assertThat(result.firstHit()).isEqualTo(2);
    assertThat(result.wrong()).hasSize(1);
    assertThat(result.wrong().getFirst().earlier().text()).isEqualTo("b");
    assertThat(result.wrong().getFirst().now().text()).isEqualTo("not b");
  }

  @Test
  void what_is_not_reused_is_learnt() {
    var learnt = new ArrayList<Boolean>();
    var policy =
        new ReusePolicy() {
          @Override
          public boolean reuse(long entry, double similarity, double pairChance) {
            return false;
          }

          @Override
          public void learn(long entry, double similarity, double pairChance, boolean right) {
            learnt.add(right);
          }
        };

    var result =
        StreamRun.of(
            List.of(asked("a", 1, 0), asked("a again", 1, 0), asked("c", 2, 0)),
            policy,
            PairChance.NONE);

    assertThat(result.hits()).isZero();
    assertThat(result.firstHit()).isEqualTo(3);
    assertThat(learnt).containsExactly(true, false);
  }

  private static Asked asked(String text, int answer, int direction) {
    float[] vector = new float[ReuseIndex.DIMENSIONS];
    vector[direction] = 1;
    return new Asked(text, answer, vector);
  }
}
