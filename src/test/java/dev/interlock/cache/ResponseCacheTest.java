package dev.interlock.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.catalog.Objective;
import dev.interlock.dialect.ParsedBody;
import dev.interlock.dialect.ReadResult;
import dev.interlock.dialect.RequestReader;
import dev.interlock.inference.Api;
import dev.interlock.inference.Caller;
import dev.interlock.inference.RequestHead;
import dev.interlock.signal.SignalSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ResponseCacheTest {
  private static final Duration TTL = Duration.ofMinutes(10);
  private static final SignalSet NOTHING = new SignalSet.Builder().build();
  private static final String BODY =
      "{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":\"What?\"}]}";

  private long nowMs = 1_000_000;
  private double lot;
  private int decisions;
  private final ResponseCache cache =
      new ResponseCache(() -> Instant.ofEpochMilli(nowMs), () -> nowMs * 1_000_000, () -> lot);

  @Test
  void an_answer_is_found_by_the_same_question_alone() {
    keep(question(head(), "l", BODY));

    assertThat(cache.find(question(head(), "l", BODY))).isPresent();
    assertThat(cache.find(question(head(), "m", BODY))).isEmpty();
    assertThat(cache.find(question(head(), "l", BODY + " "))).isEmpty();
    assertThat(cache.find(question(head("authorization", "Bearer b"), "l", BODY))).isEmpty();
    assertThat(cache.find(question(head("anthropic-beta", "b"), "l", BODY))).isEmpty();
    assertThat(cache.find(question(head("x-request-id", "b"), "l", BODY))).isPresent();
    assertThat(cache.find(question(head().from(tenant("a")), "l", BODY))).isEmpty();
    assertThat(cache.find(question(head().from(new Caller.Unidentified()), "l", BODY))).isEmpty();
  }

  @Test
  void a_tenant_shares_whatever_credentials_show_and_with_nobody_else() {
    keep(question(head("authorization", "one").from(tenant("a")), "l", BODY));

    assertThat(cache.find(question(head("authorization", "two").from(tenant("a")), "l", BODY)))
        .isPresent();
    assertThat(cache.find(question(head("authorization", "one").from(tenant("b")), "l", BODY)))
        .isEmpty();
  }

  @Test
  void another_epoch_has_none_of_it() {
    keep(question(head(), "l", BODY));
    cache.use(new CacheSettings(1 << 20, 1 << 16, "2"));
    assertThat(cache.find(question(head(), "l", BODY))).isEmpty();
  }

  @Test
  void no_hit_extends_its_time_and_jitter_only_shortens_it() {
    lot = 1;
    Question question = question(head(), "l", BODY);
    keep(question);
    long end = nowMs + TTL.toMillis() * 9 / 10;

    for (; nowMs < end; nowMs += 10_000) {
      assertThat(cache.find(question)).as("at " + nowMs).isPresent();
    }
    assertThat(cache.find(question)).isEmpty();
    keep(question);
    assertThat(cache.find(question)).isPresent();
  }

  @Test
  void a_clock_that_is_set_back_prolongs_nothing() {
    var steady = new long[1];
    var set = new ResponseCache(() -> Instant.ofEpochMilli(nowMs), () -> steady[0], () -> 0);
    ParsedBody body = parsed(BODY);
    Question question =
        new Questions(set, "l", _ -> false, false).of(body, body.request(), head()).orElseThrow();
    set.keep(keeping(question, "d", set.revision()), EntryFixture.answer("yes"), false);
    nowMs -= TTL.toMillis();
    steady[0] += TTL.toNanos();
    assertThat(set.find(question)).isEmpty();
  }

  @Test
  void bytes_are_bounded() {
    cache.use(new CacheSettings(1 << 20, 1 << 16, ""));
    var random = new Random(5);
    for (int i = 0; i < 2_000; i++) {
      String said = "x".repeat(random.nextInt(20_000));
      Question question = question(head(), "l", BODY.replace("What?", "What " + i));
      cache.keep(
          keeping(question, "d" + i, cache.revision()), EntryFixture.answer(said + i), false);
    }
    assertThat(cache.bytes()).isBetween(1L << 19, 1L << 20);
    assertThat(cache.counts().evicted()).isPositive();
    assertThat(
            cache.keep(
                keeping(question(head(), "l", BODY), "big", cache.revision()),
                EntryFixture.answer("x".repeat(1 << 16)),
                false))
        .isEqualTo(Filling.TOO_LARGE);
  }

  @Test
  void deletion_takes_what_is_selected_and_what_is_on_its_way() {
    Question one = question(head().from(tenant("a")), "l", BODY);
    Question other = question(head().from(tenant("b")), "l", BODY);
    cache.keep(keeping(one, "d1", "a", cache.revision()), EntryFixture.answer("1"), false);
    cache.keep(keeping(other, "d2", "b", cache.revision()), EntryFixture.answer("2"), false);
    Keeping late = keeping(question(head(), "m", BODY), "d3", "a", cache.revision());
    Selection a =
        new Selection(
            Optional.empty(),
            Optional.of("a"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    assertThat(cache.count(a)).isOne();
    assertThat(cache.delete(a).here()).isOne();

    assertThat(cache.find(one)).isEmpty();
    assertThat(cache.find(other)).isPresent();
    assertThat(cache.keep(late, EntryFixture.answer("3"), false)).isEqualTo(Filling.OUTDATED);
    assertThat(cache.find(question(head(), "m", BODY))).isEmpty();
    assertThat(cache.delete(Selection.ALL).here()).isOne();
  }

  @Test
  void bad_feedback_ends_an_entry_whether_it_filled_or_was_given() {
    Question question = question(head(), "l", BODY);
    keep(question);
    cache.served(cache.find(question).orElseThrow(), "hit");

    assertThat(cache.dislike("nobody")).isFalse();
    assertThat(cache.dislike("hit")).isTrue();

    assertThat(cache.find(question)).isEmpty();
    assertThat(keep(question)).isEqualTo(Filling.QUARANTINED);
    nowMs += TTL.toMillis();
    assertThat(keep(question)).isEqualTo(Filling.KEPT);
    assertThat(cache.dislike("d" + decisions)).isTrue();
    assertThat(cache.inQuarantine()).isOne();
  }

  @Test
  void bad_feedback_on_an_older_answer_does_not_end_the_quarantine_of_a_newer_one() {
    Question question = question(head(), "l", BODY);
    keep(question);
    cache.served(cache.find(question).orElseThrow(), "of old");
    nowMs += TTL.toMillis();
    assertThat(keep(question)).isEqualTo(Filling.KEPT);
    assertThat(cache.dislike("d" + decisions)).isTrue();

    cache.dislike("of old");

    assertThat(keep(question)).isEqualTo(Filling.QUARANTINED);
  }

  @Test
  void bad_feedback_that_comes_before_the_answer_counts_too_however_many_others_come_between() {
    Keeping keeping = keeping(question(head(), "l", BODY), "early", cache.revision());
    cache.expect(keeping);
    for (int i = 0; i < 20_000; i++) {
      cache.dislike("other" + i);
    }
    cache.dislike("early");
    assertThat(cache.keep(keeping, EntryFixture.answer("1"), false)).isEqualTo(Filling.QUARANTINED);
  }

  @Test
  void feedback_on_an_answer_that_was_replaced_does_not_touch_the_new_one() {
    Question question = question(head(), "l", BODY);
    keep(question);
    cache.served(cache.find(question).orElseThrow(), "old");
    nowMs += 1_000;
    keep(question);

    assertThat(cache.dislike("old")).isFalse();
    assertThat(cache.find(question)).isPresent();
  }

  @Test
  void what_differs_in_any_part_has_another_key() {
    var keys = new HashSet<CacheKey>();
    var heads = new ArrayList<RequestHead>();
    for (String name : List.of("cookie", "x-user", "openai-project")) {
      for (String value : List.of("", "a", "b")) {
        heads.add(head(name, value));
        heads.add(head(name, value).from(tenant("t" + value)));
      }
    }
    int questions = 0;
    for (RequestHead head : heads) {
      for (String lens : List.of("", "l", "l1")) {
        for (String text : List.of("a", "b", "ab")) {
          questions++;
          keys.add(question(head, lens, BODY.replace("What?", text)).key());
        }
      }
    }
    // The tenant's own credentials and words do not tell its callers apart: cookie and x-user.
    int same = 3 * 3 * 3;
    assertThat(keys).hasSize(questions - same);
  }

  private Filling keep(Question question) {
    return cache.keep(
        keeping(question, "d" + ++decisions, cache.revision()), EntryFixture.answer("yes"), false);
  }

  private static Keeping keeping(Question question, String decision, long revision) {
    return keeping(question, decision, "", revision);
  }

  private static Keeping keeping(Question question, String decision, String tenant, long revision) {
    return new Keeping(
        question.key(),
        decision,
        EntryFixture.MODEL,
        NOTHING,
        tenant,
        "auto",
        "",
        Objective.DEFAULT,
        OptionalDouble.empty(),
        TTL,
        List.of("t"),
        revision,
        Attachment.NONE);
  }

  private Question question(RequestHead head, String lens, String body) {
    ParsedBody parsed = parsed(body);
    return new Questions(cache, lens, _ -> false, false)
        .of(parsed, parsed.request(), head)
        .orElseThrow();
  }

  private static ParsedBody parsed(String body) {
    return switch (RequestReader.read(Api.CHAT, body.getBytes(UTF_8))) {
      case ReadResult.Parsed(ParsedBody parsed) -> parsed;
      case ReadResult.Invalid(var error) -> throw new AssertionError(error.message());
    };
  }

  private static Caller tenant(String name) {
    return new Caller.Known(name, "", List.of(), "");
  }

  private static RequestHead head(String... header) {
    return new RequestHead(
        "POST",
        "/v1/chat/completions",
        header.length == 0 ? Map.of() : Map.of(header[0], header[1]));
  }
}
