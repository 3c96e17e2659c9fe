package dev.interlock.eval.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.reuse.Poll;
import dev.interlock.reuse.ReuseIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StreamRunTest {
  @Test
  void hits_and_wrong_ones_are_counted_against_the_nearest_entry() {
    List<Asked> stream =
        List.of(asked("a", 1, 0), asked("b", 2, 1), asked("a again", 1, 0), asked("not b", 3, 1));

    var result =
        StreamRun.of(stream, ReusePolicy.fixed(0.9), PairChance.NONE, 0, NearTexts.of(stream));

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
    var noted = new ArrayList<String>();
    var policy =
        new ReusePolicy() {
          @Override
          public Optional<Explored> explore(Poll.Candidate candidate) {
            return Optional.of(learnt::add);
          }

          @Override
          public void note(long entry, Poll.Candidate as, boolean right) {
            noted.add(entry + (right ? " right" : " wrong"));
          }
        };

    List<Asked> stream = List.of(asked("a", 1, 0), asked("a again", 1, 0), between("c", 2));
    var result = StreamRun.of(stream, policy, PairChance.NONE, 0, NearTexts.of(stream));

    assertThat(result.hits()).isZero();
    assertThat(result.firstHit()).isEqualTo(3);
    assertThat(learnt).as("the nearest's answers").containsExactly(true, false);
    assertThat(noted)
        .as("what entries learn of each other; of those with one answer, once")
        .containsExactly("1 right", "2 wrong");
  }

  private static Asked between(String text, int answer) {
    float[] vector = new float[ReuseIndex.DIMENSIONS];
    vector[0] = 0.8f;
    vector[1] = 0.6f;
    return new Asked(text, answer, vector, Optional.empty());
  }

  private static Asked asked(String text, int answer, int direction) {
    float[] vector = new float[ReuseIndex.DIMENSIONS];
    vector[direction] = 1;
    return new Asked(text, answer, vector, Optional.empty());
  }
}
