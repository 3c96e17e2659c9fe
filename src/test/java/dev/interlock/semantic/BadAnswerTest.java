package dev.interlock.semantic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.cache.CacheKey;
import dev.interlock.cache.Entry;
import dev.interlock.cache.EntryFixture;
import dev.interlock.cache.EntryLabel;
import dev.interlock.cache.Filling;
import dev.interlock.cache.Keeping;
import dev.interlock.cache.Mark;
import dev.interlock.cache.ResponseCache;
import dev.interlock.cache.Selection;
import dev.interlock.cache.SharedStore;
import dev.interlock.equivalence.PairView;
import dev.interlock.equivalence.Wording;
import dev.interlock.reuse.PartitionKey;
import dev.interlock.reuse.Poll;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever has an answer that was called bad goes with it, wherever that one is. */
class BadAnswerTest {
  private static final PartitionKey PARTITION = new PartitionKey(1, 2);

  private final ResponseCache cache =
      new ResponseCache(() -> Instant.ofEpochMilli(1_000), () -> 0, () -> 0);
  private final SemanticCache home =
      new SemanticCache(() -> Instant.ofEpochMilli(1_000), () -> 0, () -> 1);
  private final Promise promise =
      new Promise(
          new PromiseKey(new Inquiry.Scope("a rule", "acme", "a lens"), 0.1, "rules"),
          () -> 1,
          _ -> true);

  @BeforeEach
  void listen() {
    cache.foundBy(home.others());
  }

  @Test
  void an_answer_that_was_called_bad_before_it_ended_takes_those_along_that_have_it() {
    Entry first = keep(asked("first"), "yes");
    Entry other = keep(asked("other"), "no");

    assertThat(calledBadBeforeItEnded("second", "yes", first)).isEqualTo(Filling.QUARANTINED);

    assertThat(home.size()).isOne();
    assertThat(cache.find(EntryLabel.of(first))).as("its own words it still answers").isPresent();
    assertThat(isFound(first)).isFalse();
    assertThat(isFound(other)).isTrue();
  }

  @Test
  void so_does_one_to_a_question_that_is_in_quarantine_already() {
    Entry first = keep(asked("first"), "yes");
    Keeping late = asked("late", key("second"), first);
    cache.expect(late);
    assertThat(calledBadBeforeItEnded("second", "no")).isEqualTo(Filling.QUARANTINED);
    assertThat(cache.dislike("late")).isFalse();

    assertThat(cache.keep(late, EntryFixture.answer("yes"), false)).isEqualTo(Filling.QUARANTINED);
    assertThat(isFound(first)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"second", "a hit"})
  void an_answer_that_is_kept_no_more_takes_them_along(String decision) {
    Entry first = keep(asked("first"), "yes");
    Entry other = keep(asked("other"), "no");
    Entry second = keep(asked("second", key("second"), first), "yes");
    cache.served(second, "a hit");
    assertThat(cache.delete(only(second)).here()).isOne();
    assertThat(isFound(first)).isTrue();

    assertThat(cache.dislike(decision)).isTrue();

    assertThat(isFound(first)).isFalse();
    assertThat(isFound(other)).isTrue();
  }

  @Test
  void one_that_was_gone_before_it_was_known_whose_answer_it_has_takes_it_along() {
    Entry first = keep(asked("first"), "yes");
    Entry other = keep(asked("other"), "no");
    Keeping keeping = asked("second", key("second"), first);
    cache.delete(only(other));
    assertThat(cache.keep(keeping, EntryFixture.answer("yes"), false)).isEqualTo(Filling.OUTDATED);
    assertThat(isFound(first)).isTrue();

    assertThat(cache.dislike("second")).isTrue();

    assertThat(isFound(first)).isFalse();
  }

  @Test
  void other_replicas_hear_whose_answer_it_is_once_that_is_known() {
    var told = new Told();
    cache.share("in common".getBytes(StandardCharsets.UTF_8), told, home.share(told, 1 << 20));
    Entry first = keep(asked("first"), "yes");
    calledBadBeforeItEnded("second", "yes", first);

    assertThat(told.marks).extracting(Mark::key).containsOnly(key("second"));
    assertThat(told.marks).extracting(Mark::kin).containsExactly(Kin.NONE, kin(first));
  }

  private boolean isFound(Entry entry) {
    PairView view = view(entry.keeping().decisionId());
    return home.nearest(PARTITION, view).stream().anyMatch(near -> near.cosine() > 0.99);
  }

  private Filling calledBadBeforeItEnded(String decision, String answer, Entry... compared) {
    Keeping keeping = asked(decision, key(decision), compared);
    cache.expect(keeping);
    assertThat(cache.dislike(decision)).isFalse();
    return cache.keep(keeping, EntryFixture.answer(answer), false);
  }

  private Entry keep(Keeping keeping, String answer) {
    assertThat(cache.keep(keeping, EntryFixture.answer(answer), false)).isEqualTo(Filling.KEPT);
    return cache.list(Selection.ALL, Integer.MAX_VALUE).stream()
        .filter(entry -> entry.keeping().equals(keeping))
        .findFirst()
        .orElseThrow();
  }

  private Keeping asked(String decision) {
    return asked(decision, key(decision));
  }

  /** A request that goes to a model, whose answer is compared with those of {@code compared}. */
  private Keeping asked(String decision, CacheKey key, Entry... compared) {
    long id = home.newId();
    List<Paraphrase.Trial> trials =
        Arrays.stream(compared)
            .map(entry -> new Paraphrase.Trial(entry, lesson(entry, id), false))
            .toList();
    var paraphrase =
        new Paraphrase(
            id,
            PARTITION,
            view(decision),
            home,
            promise,
            new Paraphrase.Trials("?", promise, trials));
    return EntryFixture.keeping(key, decision, List.of(), cache.revision(), paraphrase);
  }

  private static long kin(Entry entry) {
    return entry.keeping().attachment().kin();
  }

  private static Promise.Lesson lesson(Entry entry, long given) {
    long row = ((Paraphrase) entry.keeping().attachment()).id;
    var near = new Poll.Near(row, 0.9, kin(entry), Poll.Standing.SAME_WORDS, 0.9);
    return new Promise.Lesson(new Poll.Candidate(near, 1, 0.9), Optional.empty(), given);
  }

  private static CacheKey key(String name) {
    return new CacheKey(name.hashCode(), 2, 3, 4);
  }

  private static Selection only(Entry entry) {
    return new Selection(
        Optional.of(entry.id()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static PairView view(String name) {
    return new PairView(
        Wording.of(name),
        MeaningTest.vector(name.hashCode(), 256),
        Optional.of(MeaningTest.vector(name.hashCode(), 384)),
        "a space");
  }

  /** A store that has nothing. */
  private static final class Told implements SharedStore {
    private final List<Mark> marks = new ArrayList<>();

    @Override
    public Optional<CompletionStage<Reply>> ask(CacheKey key) {
      return Optional.empty();
    }

    @Override
    public void keep(Entry entry, byte[] semantic) {}

    @Override
    public void tell(byte[] learnt) {}

    @Override
    public CompletionStage<Long> delete(Selection selection, long atMs) {
      return CompletableFuture.completedFuture(0L);
    }

    @Override
    public CompletionStage<Long> count(Selection selection) {
      return CompletableFuture.completedFuture(0L);
    }

    @Override
    public void quarantine(Mark mark) {
      marks.add(mark);
    }

    @Override
    public void drop(CacheKey key) {}
  }
}
