package dev.interlock.semantic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.cache.EntryFixture;
import dev.interlock.equivalence.PairView;
import dev.interlock.equivalence.Wording;
import dev.interlock.reuse.PartitionKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ParaphraseTest {
  private static final PartitionKey PARTITION = new PartitionKey(1, 2);

  private final SemanticCache home =
      new SemanticCache(() -> Instant.ofEpochMilli(1_000), () -> 0, () -> 1);
  private final Promise promise =
      new Promise(
          new PromiseKey(new Inquiry.Scope("a rule", "acme", "a lens"), 0.1, "rules"),
          () -> 1,
          _ -> true);

  private static PairView view(String text) {
    return new PairView(
        Wording.of(text),
        MeaningTest.vector(1, 256),
        Optional.of(MeaningTest.vector(2, 384)),
        "a space");
  }

  private Paraphrase of(PairView view) {
    return new Paraphrase(
        home.newId(),
        PARTITION,
        view,
        home,
        promise,
        new Paraphrase.Trials("?", promise, List.of()));
  }

  @Test
  void it_is_packed_once_its_entry_is_kept() {
    PairView view = view("How do I export 2 reports to Rome?");
    Paraphrase paraphrase = of(view);
    assertThat(paraphrase.view()).containsSame(view);
    int before = paraphrase.bytes();

    paraphrase.kept(EntryFixture.entry("faq", 5));

    PairView packed = paraphrase.view().orElseThrow();
    assertThat(packed.fixed()).isNotSameAs(view.fixed()).isNotEqualTo(view.fixed());
    assertThat(packed.wording().encode()).isEqualTo(view.wording().encode());
    assertThat(new Meaning(PARTITION, packed).encode()).isEqualTo(paraphrase.shared());
    assertThat(paraphrase.bytes()).as("weighed before it is kept").isEqualTo(before);
    assertThat(before).isLessThan(3_000);
    assertThat(home.nearest(PARTITION, view).getFirst().cosine()).isGreaterThan(0.999);
  }

  @Test
  void what_is_too_long_to_be_packed_is_found_all_the_same() {
    String longest =
        IntStream.range(0, 512)
            .mapToObj(i -> "" + (char) (0x4e00 + i) + (i % 10))
            .collect(Collectors.joining(" "));
    PairView view = view(longest);
    Paraphrase paraphrase = of(view);
    paraphrase.kept(EntryFixture.entry("faq", 5));

    assertThat(paraphrase.shared().length).isLessThanOrEqualTo(Meaning.MOST_BYTES);
    assertThat(paraphrase.view().orElseThrow().wording().encode())
        .isEqualTo(view.wording().encode());
    assertThat(paraphrase.bytes()).isGreaterThan(view.wording().bytes());
  }
}
