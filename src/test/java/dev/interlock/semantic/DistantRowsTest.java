package dev.interlock.semantic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.cache.CacheKey;
import dev.interlock.cache.EntryLabel;
import dev.interlock.cache.Selection;
import dev.interlock.equivalence.PairView;
import dev.interlock.equivalence.Wording;
import dev.interlock.reuse.PartitionKey;
import dev.interlock.reuse.ReuseIndex;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DistantRowsTest {
  private static final PartitionKey PARTITION = new PartitionKey(1, 2);

  private long nowMs = 1_000;
  private final ReuseIndex index = new ReuseIndex(100_000);
  private final AtomicLong ids = new AtomicLong();
  private final DistantRows rows =
      new DistantRows(
          index,
          ids::incrementAndGet,
          _ -> {},
          () -> Instant.ofEpochMilli(nowMs),
          () -> nowMs * 1_000_000);

  private static CacheKey key(int number) {
    return CacheKey.from(ByteBuffer.allocate(32).putInt(number).array()).orElseThrow();
  }

  private static EntryLabel label(int number, String tag, long createdMs) {
    return new EntryLabel(
        key(number), "acme", "auto", "small", "", List.of(tag), createdMs, createdMs + 10_000);
  }

  private static byte[] meaning(int number) {
    var view =
        new PairView(
            Wording.of("How do I export report " + number + "?"),
            MeaningTest.vector(number, 256),
            Optional.of(MeaningTest.vector(-number, 384)),
            "a space");
    return new Meaning(PARTITION, view).encode();
  }

  private int found() {
    return index.nearest(PARTITION, MeaningTest.vector(-1, 384), 64).size();
  }

  @Test
  void bytes_are_bounded_and_the_index_has_no_others() {
    rows.add(label(1, "a", nowMs), meaning(1));
    assertThat(rows.size()).as("no room yet").isZero();
    rows.bound(100_000);
    for (int i = 1; i <= 200; i++) {
      rows.add(label(i, "a", nowMs), meaning(i));
      assertThat(rows.bytes()).isLessThanOrEqualTo(100_000);
    }
    assertThat(rows.size()).isBetween(10L, 80L).isEqualTo(index.size());
    rows.bound(0);
    assertThat(rows.size()).isZero();
    assertThat(index.size()).isZero();
  }

  @Test
  void each_ends_when_its_answer_does() {
    rows.bound(1 << 20);
    rows.add(label(1, "a", nowMs), meaning(1));
    long id = index.nearest(PARTITION, MeaningTest.vector(-1, 384), 1).getFirst().entryId();
    assertThat(rows.at(id)).isPresent();
    nowMs += 10_001;
    assertThat(rows.at(id)).isEmpty();
    assertThat(rows.size()).isZero();
    assertThat(found()).isZero();
  }

  @Test
  void another_answer_to_the_question_takes_the_place_of_the_first() {
    rows.bound(1 << 20);
    rows.add(label(1, "a", nowMs), meaning(1));
    rows.add(label(1, "a", nowMs + 5), meaning(1));
    assertThat(found()).isOne();
    assertThat(rows.of(key(1), nowMs)).isEmpty();
    assertThat(rows.of(key(1), nowMs + 5)).isPresent();
  }

  @Test
  void a_selection_takes_its_own() {
    rows.bound(1 << 20);
    rows.add(label(1, "a", nowMs), meaning(1));
    rows.add(label(2, "b", nowMs), meaning(2));
    rows.add(label(3, "b", nowMs), new byte[] {1, 2, 3});
    assertThat(rows.size()).isEqualTo(2);
    Optional<String> any = Optional.empty();
    rows.remove(new Selection(any, any, any, any, any, Optional.of("a")));
    assertThat(rows.of(key(1), nowMs)).isEmpty();
    assertThat(found()).isOne();
    rows.remove(Selection.ALL);
    assertThat(found()).isZero();
  }
}
