package dev.interlock.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TrailTest {
  private final Trail trail = new Trail();

  @Test
  void of_entries_that_are_gone_the_latest_are_known_whose_answer_others_may_have() {
    for (int i = 0; i <= 10_000; i++) {
      comesAndGoes("d" + i, 7);
    }
    comesAndGoes("alone", Attachment.NO_KIN);

    assertThat(trail.dislike("d0")).isEmpty();
    assertThat(trail.dislike("alone")).isEmpty();
    assertThat(trail.dislike("d1")).hasValueSatisfying(mark -> assertThat(mark.kin()).isEqualTo(7));
    assertThat(trail.dislike("d10000")).isPresent();
    assertThat(trail.answered("d1")).isFalse();
  }

  private void comesAndGoes(String decision, long kin) {
    var attachment =
        new Attachment() {
          @Override
          public int bytes() {
            return 0;
          }

          @Override
          public long kin() {
            return kin;
          }
        };
    Keeping keeping =
        EntryFixture.keeping(new CacheKey(1, 2, 3, 4), decision, List.of(), 0, attachment);
    Entry entry = Entry.of(keeping, EntryFixture.answer("yes"), false, 1_000, 2_000);
    assertThat(trail.kept(entry)).isFalse();
    trail.gone(entry);
  }
}
