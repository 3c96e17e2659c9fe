package dev.interlock.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeletionsTest {
  private final Deletions deletions = new Deletions();

  private static Selection tag(String tag) {
    return new Selection(
        Selection.ALL.id(),
        Selection.ALL.tenant(),
        Selection.ALL.virtualModel(),
        Selection.ALL.model(),
        Selection.ALL.intent(),
        Optional.of(tag));
  }

  private static EntryLabel label(String tag, long createdMs) {
    return EntryLabel.of(EntryFixture.entry(tag, createdMs));
  }

  @Test
  void include_what_came_before_and_is_meant() {
    deletions.add(tag("a"), 10_000);
    assertThat(deletions.include(label("a", 10_000))).isTrue();
    assertThat(deletions.include(label("b", 10_000))).isFalse();
    // Clocks of replicas differ.
    assertThat(deletions.include(label("a", 12_000))).isTrue();
    assertThat(deletions.include(label("a", 12_001))).isFalse();
    deletions.add(Selection.ALL, 11_000);
    assertThat(deletions.include(label("b", 13_000))).isTrue();
    assertThat(deletions.include(label("b", 13_001))).isFalse();
  }

  @Test
  void beyond_a_bound_the_oldest_mean_everything() {
    for (int i = 0; i < 257; i++) {
      deletions.add(tag("t" + i), 10_000 + i);
    }
    assertThat(deletions.include(label("b", 12_000))).isTrue();
    assertThat(deletions.include(label("b", 12_001))).isFalse();
    assertThat(deletions.include(label("t256", 12_256))).isTrue();
  }
}
