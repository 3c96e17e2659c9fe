package dev.interlock.reuse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ReuseIndexTest {
  private static final PartitionKey ONE = new PartitionKey(1, 1);
  private static final PartitionKey OTHER = new PartitionKey(1, 2);

  @Test
  void the_nearest_come_first_with_their_cosine() {
    var random = new Random(1);
    var index = new ReuseIndex(1000);
    float[] asked = VectorFixture.unit(random);
    for (int i = 0; i < 100; i++) {
      index.add(ONE, i, VectorFixture.unit(random));
    }
    index.add(ONE, 500, VectorFixture.near(asked, 0.9, random));
    index.add(ONE, 501, VectorFixture.near(asked, 0.95, random));

    List<Neighbour> found = index.nearest(ONE, asked, 3);

    assertThat(found).extracting(Neighbour::entryId).startsWith(501L, 500L).hasSize(3);
    assertThat(found.get(0).cosine()).isBetween(0.948, 0.952);
    assertThat(found.get(1).cosine()).isBetween(0.898, 0.902);
  }

  @Test
  void another_partition_is_never_seen() {
    var random = new Random(2);
    var index = new ReuseIndex(1000);
    float[] vector = VectorFixture.unit(random);
    index.add(OTHER, 1, vector);

    assertThat(index.nearest(ONE, vector, 5)).isEmpty();

    index.add(ONE, 1, vector);

    assertThat(index.nearest(ONE, vector, 5)).hasSize(1);
    assertThat(index.nearest(OTHER, vector, 5)).as("where it was before").isEmpty();
    assertThat(index.partitions()).isEqualTo(1);
  }

  @Test
  void what_cannot_be_a_vector_is_not_taken() {
    var index = new ReuseIndex(1000);
    float[] broken = VectorFixture.unit(new Random(3));
    broken[7] = Float.NaN;

    assertThat(index.add(ONE, 1, new float[3])).isFalse();
    assertThat(index.add(ONE, 1, new float[ReuseIndex.DIMENSIONS])).isFalse();
    assertThat(index.add(ONE, 1, broken)).isFalse();
    index.add(ONE, 1, VectorFixture.unit(new Random(4)));
    assertThat(index.nearest(ONE, broken, 1)).isEmpty();
    assertThat(index.nearest(ONE, VectorFixture.unit(new Random(5)), -1)).isEmpty();
    assertThat(index.remove(99)).isFalse();
  }

  @Test
  void a_full_index_takes_no_more() {
    var random = new Random(6);
    var index = new ReuseIndex(2);
    index.add(ONE, 1, VectorFixture.unit(random));
    index.add(ONE, 2, VectorFixture.unit(random));

    assertThat(index.add(ONE, 3, VectorFixture.unit(random))).isFalse();
    assertThat(index.add(ONE, 2, VectorFixture.unit(random))).as("one that is there").isTrue();
    index.remove(1);
    assertThat(index.add(ONE, 3, VectorFixture.unit(random))).isTrue();
  }

  /** Against a plain list, over random additions, moves and removals in three partitions. */
  @Property(tries = 10)
  void it_holds_what_a_list_would_hold(@ForAll long seed) {
    var random = new Random(seed);
    var index = new ReuseIndex(5000);
    var expected = new HashMap<Long, Map.Entry<PartitionKey, float[]>>();
    for (int step = 0; step < 6000; step++) {
      long id = random.nextInt(3000);
      boolean removes = step > 4000 ? random.nextInt(10) > 0 : random.nextInt(4) == 0;
      if (removes) {
        assertThat(index.remove(id)).isEqualTo(expected.remove(id) != null);
      } else {
        var key = new PartitionKey(0, random.nextInt(20) == 0 ? random.nextInt(3) : 9);
        float[] vector = VectorFixture.unit(random);
        index.add(key, id, vector);
        expected.put(id, Map.entry(key, vector));
      }
      if (step % 100 == 0) {
        agree(index, expected, random);
      }
    }
    assertThat(index.size()).isEqualTo(expected.size());
    for (long id : List.copyOf(expected.keySet())) {
      index.remove(id);
    }
    assertThat(index.size()).isZero();
    assertThat(index.partitions()).isZero();
    assertThat(index.bytes()).isLessThan(1000);
  }

  private static void agree(
      ReuseIndex index, Map<Long, Map.Entry<PartitionKey, float[]>> expected, Random random) {
    if (expected.isEmpty()) {
      return;
    }
    var ids = new ArrayList<>(expected.keySet());
    ids.sort(Comparator.naturalOrder());
    long id = ids.get(random.nextInt(ids.size()));
    var entry = Objects.requireNonNull(expected.get(id));
    float[] asked = VectorFixture.near(entry.getValue(), 0.8, random);
    assertThat(index.nearest(entry.getKey(), asked, 1).getFirst().entryId()).isEqualTo(id);
    assertThat(index.nearest(new PartitionKey(8, 8), asked, 1)).isEmpty();
  }

  @Test
  void a_small_partition_takes_a_few_hundred_bytes_and_a_large_one_five_hundred_an_entry() {
    var random = new Random(7);
    var small = new ReuseIndex(1_000_000);
    for (int i = 0; i < 1000; i++) {
      small.add(new PartitionKey(i, i), i, VectorFixture.unit(random));
    }
    assertThat(small.bytes() / 1000).isBetween(448L, 900L);

    var large = new ReuseIndex(1_000_000);
    for (int i = 0; i < 20_000; i++) {
      large.add(ONE, i, VectorFixture.unit(random));
    }
    assertThat(large.bytes() / 20_000).isBetween(448L, 520L);
  }

  /** However large they were, and however the rows lay that are left. */
  @Test
  void partitions_that_lost_most_of_their_entries_give_the_room_back() {
    var random = new Random(9);
    var index = new ReuseIndex(1_000_000);
    for (int partition = 0; partition < 20; partition++) {
      var key = new PartitionKey(partition, 0);
      int size = 100 << partition % 6;
      var last = VectorFixture.unit(random);
      for (int i = 0; i < size; i++) {
        index.add(key, partition * 10_000L + i, i == size / 2 ? last : VectorFixture.unit(random));
      }
      for (int i = 0; i < size; i++) {
        if (i != size / 2) {
          index.remove(partition * 10_000L + i);
        }
      }
      assertThat(index.nearest(key, last, 2))
          .extracting(Neighbour::entryId)
          .containsExactly(partition * 10_000L + size / 2);
    }

    assertThat(index.size()).isEqualTo(20);
    assertThat(index.bytes()).isLessThan(20 * 2500);
  }

  /** One thread writes, others ask: what stays is always found, what is found is of its vector. */
  @Test
  void lookups_are_right_while_entries_come_and_go() throws Exception {
    var random = new Random(8);
    var index = new ReuseIndex(100_000);
    var staying = new ArrayList<float[]>();
    for (int i = 0; i < 50; i++) {
      staying.add(VectorFixture.unit(random));
      index.add(ONE, i, staying.get(i));
    }
    float[][] changing = new float[64][];
    for (int i = 0; i < changing.length; i++) {
      changing[i] = VectorFixture.unit(random);
    }
    var done = new AtomicBoolean();
    try (var threads = Executors.newFixedThreadPool(3)) {
      var readers = new ArrayList<Future<Integer>>();
      for (int reader = 0; reader < 2; reader++) {
        var own = new Random(reader);
        readers.add(threads.submit(() -> readUntil(done, index, staying, changing, own)));
      }
      try {
        for (int round = 0; round < 20; round++) {
          for (int i = 0; i < 3000; i++) {
            index.add(ONE, 1000 + i, changing[i % changing.length]);
          }
          for (int i = 0; i < 3000; i++) {
            index.remove(1000 + i);
          }
        }
      } finally {
        done.set(true);
      }
      for (var reader : readers) {
        assertThat(reader.get()).isPositive();
      }
    }
    assertThat(index.size()).isEqualTo(50);
  }

  private static int readUntil(
      AtomicBoolean done,
      ReuseIndex index,
      List<float[]> staying,
      float[][] changing,
      Random random) {
    int reads = 0;
    do {
      int one = random.nextInt(staying.size());
      Neighbour found = index.nearest(ONE, staying.get(one), 1).getFirst();
      assertThat(found.entryId()).isEqualTo(one);
      assertThat(found.cosine()).isGreaterThan(0.99);
      int other = random.nextInt(changing.length);
      for (Neighbour near : index.nearest(ONE, changing[other], 2)) {
        if (near.cosine() > 0.9) {
          assertThat((near.entryId() - 1000) % changing.length).isEqualTo(other);
        }
      }
      reads++;
    } while (!done.get());
    return reads;
  }
}
