package dev.interlock.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.inference.Api;
import dev.interlock.inference.BodyText;
import dev.interlock.inference.Caller;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.RequestHead;
import dev.interlock.inference.ResponseFormat;
import dev.interlock.inference.Role;
import dev.interlock.inference.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ConversationsTest {
  private static final Turn SYSTEM = new Turn(Role.SYSTEM, "Be brief.", 0);
  private static final Turn HI = new Turn(Role.USER, "Hi", 0);
  private static final Turn HELLO = new Turn(Role.ASSISTANT, "Hello", 0);
  private static final Turn MORE = new Turn(Role.USER, "More", 0);
  private static final Turn CALL = new Turn(Role.ASSISTANT, "", 1);
  private static final Turn RESULT = new Turn(Role.TOOL, "42", 1);

  private final AtomicLong now = new AtomicLong();
  private final Conversations conversations = new Conversations(now::get);

  @Test
  void a_request_that_repeats_what_was_answered_is_of_the_same_conversation() {
    ask("one", "small", SYSTEM, HI);

    assertThat(past(SYSTEM, HI, HELLO, MORE)).hasValueSatisfying(p -> answeredBy(p, "small"));
    assertThat(recall(SYSTEM, HI, HELLO, MORE).latest()).isTrue();
    assertThat(recall(SYSTEM, HI, HELLO, MORE).cached()).isTrue();
  }

  @Test
  void endpoints_without_turns_of_an_assistant_take_no_room() {
    for (Api api : List.of(Api.EMBEDDINGS, Api.COMPLETIONS)) {
      Recollection recollection =
          conversations.recall(
              request(api, HI), head(Map.of()), "auto", ConversationSettings.DEFAULT);

      assertThat(recollection.source()).isEqualTo(Recollection.Source.OFF);
    }
  }

  @Test
  void an_answer_that_another_gave_since_is_not_the_latest() {
    ask("one", "small", HI);

    Recollection next = recall(HI, HELLO, MORE, CALL, RESULT);

    assertThat(next.past()).hasValueSatisfying(p -> answeredBy(p, "small"));
    assertThat(next.latest()).isFalse();
  }

  @Test
  void a_first_request_is_of_none_even_if_it_was_asked_before() {
    ask("one", "small", SYSTEM, HI);

    Recollection first = recall(SYSTEM, HI);

    assertThat(first.past()).isEmpty();
    assertThat(first.answered()).isFalse();
  }

  @Test
  void what_came_before_a_rewritten_turn_is_still_known() {
    ask("one", "small", HI);
    ask("two", "large", HI, HELLO, MORE);

    assertThat(past(HI, HELLO, new Turn(Role.USER, "Other", 0), HELLO, MORE))
        .hasValueSatisfying(p -> answeredBy(p, "small"));
  }

  @Test
  void the_calls_and_results_of_tools_continue_a_conversation() {
    ask("one", "large", HI);
    ask("two", "large", HI, CALL, RESULT);

    assertThat(past(HI, CALL, RESULT, CALL, RESULT))
        .hasValueSatisfying(p -> answeredBy(p, "large", "large"));
  }

  @Test
  void another_system_text_tenant_user_or_virtual_model_is_another_conversation() {
    ask("one", "small", SYSTEM, HI);
    Turn other = new Turn(Role.SYSTEM, "Be kind.", 0);

    assertThat(past(other, HI, HELLO, MORE)).isEmpty();
    assertThat(past(HI, HELLO, MORE)).isEmpty();
    for (Caller caller : List.of(known("acme", ""), known("", "ann"))) {
      assertThat(
              recall("auto", head(Map.of(), caller), ConversationSettings.DEFAULT, turns()).past())
          .isEmpty();
    }
    assertThat(recall("other", head(Map.of()), ConversationSettings.DEFAULT, turns()).past())
        .isEmpty();
  }

  @Test
  void where_one_text_ends_and_the_next_begins_matters() {
    ask("one", "small", new Turn(Role.USER, "ab", 0), new Turn(Role.USER, "c", 0));

    assertThat(past(new Turn(Role.USER, "a", 0), new Turn(Role.USER, "bc", 0), HELLO, MORE))
        .isEmpty();
  }

  @Test
  void a_header_names_a_conversation_whatever_its_turns_are() {
    ConversationSettings settings = byHeader("x-session-id");
    RequestHead head = head(Map.of("x-session-id", "7"));
    Recollection first = recall("auto", head, settings, HI);
    conversations.asked(first, question("one"), "small", 10);

    Recollection next = recall("auto", head, settings, MORE);
    Recollection another = recall("auto", head(Map.of("x-session-id", "8")), settings, MORE);

    assertThat(next.source()).isEqualTo(Recollection.Source.HEADER);
    assertThat(next.answered()).isTrue();
    assertThat(next.past()).hasValueSatisfying(p -> answeredBy(p, "small"));
    assertThat(another.past()).isEmpty();
  }

  @Test
  void agents_of_one_session_are_told_apart_by_their_turns() {
    askNamed("one", "large", HI);
    askNamed("two", "small", MORE);

    Recollection next = recallNamed(HI, CALL, RESULT);

    assertThat(next.source()).isEqualTo(Recollection.Source.TURNS);
    assertThat(next.past()).hasValueSatisfying(p -> answeredBy(p, "large"));
    assertThat(next.latest()).isTrue();
  }

  @Test
  void a_call_is_not_taken_for_that_of_whom_the_session_asked_last() {
    askNamed("one", "small", HI);

    Recollection rewritten = recallNamed(MORE, CALL, RESULT);
    Recollection keptUpstream = recallNamed(RESULT);

    assertThat(rewritten.source()).isEqualTo(Recollection.Source.HEADER);
    assertThat(rewritten.past()).isPresent();
    assertThat(rewritten.latest()).isFalse();
    assertThat(keptUpstream.latest()).isTrue();
    assertThat(keptUpstream.cached()).isFalse();
  }

  @Test
  void where_the_history_was_rewritten_a_call_is_known_by_what_it_is_about() {
    askNamed("one", "large", new Turn(Role.SYSTEM, "It is one o'clock.", 0), HI);
    askNamed("two", "small", new Turn(Role.SYSTEM, "It is one o'clock.", 0), MORE);
    Turn later = new Turn(Role.SYSTEM, "It is two o'clock.", 0);

    Recollection next = recallNamed(later, HI, CALL, RESULT);
    askNamed("three", "large", later, HI, CALL, RESULT);
    Recollection third = recallNamed(SYSTEM, HI, CALL, RESULT, CALL, RESULT);

    for (Recollection each : List.of(next, third)) {
      assertThat(each.source()).isEqualTo(Recollection.Source.EXCHANGE);
      assertThat(each.past().orElseThrow().model()).isEqualTo("large");
      assertThat(each.latest()).isTrue();
      assertThat(each.cached()).isFalse();
    }
    assertThat(recall(later, HI, CALL, RESULT).past()).isEmpty();
  }

  @Test
  void what_a_header_knows_is_corrected_by_who_answered() {
    askNamed("one", "large", SYSTEM, HI);
    conversations.answered("one", "small");

    assertThat(recallNamed(HI, CALL, RESULT).past())
        .hasValueSatisfying(p -> answeredBy(p, "small"));
  }

  @Test
  void callers_who_open_alike_share_a_memory_only_while_it_is_true_of_both() {
    ask("one", "small", HI);
    ask("two", "small", HI);
    assertThat(past(HI, HELLO, MORE)).hasValueSatisfying(p -> answeredBy(p, "small"));

    ask("three", "large", HI);
    Recollection whose = recall(HI, HELLO, MORE);
    ask("four", "large", HI, HELLO, MORE);

    assertThat(whose.past()).isEmpty();
    assertThat(whose.answered()).isTrue();
    assertThat(recall(HI, HELLO, MORE, HELLO, MORE).latest()).isTrue();
  }

  @Test
  void an_answer_of_another_model_to_the_same_turns_counts_too() {
    ask("one", "small", HI);
    now.incrementAndGet();
    ask("two", "small", HI);

    conversations.answered("one", "small");
    assertThat(past(HI, HELLO, MORE)).isPresent();
    ask("three", "small", HI);
    now.incrementAndGet();
    ask("four", "small", HI);
    conversations.answered("three", "large");

    assertThat(past(HI, HELLO, MORE)).isEmpty();
  }

  @Test
  void a_session_loses_none_of_the_answers_that_are_asked_for_at_once() {
    Recollection one = recallNamed(HI);
    Recollection two = recallNamed(MORE);
    conversations.asked(one, question("one"), "small", 10);
    conversations.asked(two, question("two"), "large", 10);

    assertThat(recallNamed(RESULT).past()).hasValueSatisfying(p -> answeredBy(p, "small", "large"));
  }

  @Test
  void a_request_without_the_header_is_known_by_its_turns() {
    ConversationSettings settings = byHeader("x-session-id");
    Recollection first = recall("auto", head(Map.of()), settings, HI);
    conversations.asked(first, question("one"), "small", 10);

    Recollection next = recall("auto", head(Map.of()), settings, HI, HELLO, MORE);

    assertThat(next.source()).isEqualTo(Recollection.Source.TURNS);
    assertThat(next.past()).hasValueSatisfying(p -> answeredBy(p, "small"));
  }

  @Test
  void who_answered_counts_and_not_who_was_asked() {
    ask("one", "small", HI);
    conversations.answered("one", "large");
    conversations.answered("unheard of", "small");

    assertThat(past(HI, HELLO, MORE)).hasValueSatisfying(p -> answeredBy(p, "large"));
  }

  @Test
  void an_answer_that_comes_late_corrects_its_own_turn_alone() {
    ConversationSettings settings = byHeader("x-session-id");
    RequestHead head = head(Map.of("x-session-id", "7"));
    conversations.asked(recall("auto", head, settings, HI), question("one"), "small", 10);
    now.incrementAndGet();
    conversations.asked(recall("auto", head, settings, MORE), question("two"), "small", 20);

    conversations.answered("one", "large");

    assertThat(recall("auto", head, settings, MORE).past())
        .hasValueSatisfying(p -> answeredBy(p, "large", "small"));
  }

  @Test
  void a_conversation_is_forgotten_in_time() {
    conversations.use(settings(Duration.ofMinutes(5), 8 << 20));
    ask("one", "small", HI);

    now.addAndGet(Duration.ofMinutes(6).toNanos());

    assertThat(past(HI, HELLO, MORE)).isEmpty();
  }

  @Test
  void memory_stays_within_its_bound() {
    conversations.use(settings(Duration.ofHours(1), 1 << 20));
    for (int i = 0; i < 20_000; i++) {
      ask("decision " + i, "small", new Turn(Role.USER, "question " + i, 0));
    }

    assertThat(conversations.size()).isBetween(2_000, (1 << 20) / 200);
    assertThat(past(new Turn(Role.USER, "question 19999", 0), HELLO, MORE)).isPresent();
    assertThat(past(new Turn(Role.USER, "question 0", 0), HELLO, MORE)).isEmpty();
  }

  @Test
  void at_most_eight_answers_are_remembered() {
    var turns = new ArrayList<Turn>(List.of(HI));
    for (int i = 0; i < 12; i++) {
      ask("decision " + i, i % 2 == 0 ? "small" : "large", turns.toArray(Turn[]::new));
      turns.addAll(List.of(HELLO, MORE));
    }

    Conversation past = past(turns.toArray(Turn[]::new)).orElseThrow();

    assertThat(past.answers()).hasSize(Conversation.MOST);
    assertThat(past.switches()).isEqualTo(Conversation.MOST - 1);
    assertThat(past.model()).isEqualTo("large");
  }

  @Test
  void what_is_off_remembers_nothing() {
    var off =
        new ConversationSettings(
            false, Optional.empty(), Duration.ofHours(1), Duration.ZERO, 0.1, 0.05, 8 << 20);
    Recollection first = recall("auto", head(Map.of()), off, HI);
    conversations.asked(first, question("one"), "small", 10);

    Recollection next = recall("auto", head(Map.of()), off, HI, HELLO, MORE);

    assertThat(next.source()).isEqualTo(Recollection.Source.OFF);
    assertThat(next.past()).isEmpty();
    assertThat(conversations.size()).isZero();
  }

  private void ask(String decision, String model, Turn... turns) {
    conversations.asked(recall(turns), question(decision), model, 10);
  }

  private void askNamed(String decision, String model, Turn... turns) {
    conversations.asked(recallNamed(turns), question(decision), model, 10);
    now.incrementAndGet();
  }

  private Recollection recallNamed(Turn... turns) {
    RequestHead head = head(Map.of("x-session-id", "7"));
    return recall("auto", head, byHeader("x-session-id"), turns);
  }

  private Optional<Conversation> past(Turn... turns) {
    return recall(turns).past();
  }

  private Recollection recall(Turn... turns) {
    return recall("auto", head(Map.of()), ConversationSettings.DEFAULT, turns);
  }

  private Recollection recall(
      String virtualModel, RequestHead head, ConversationSettings settings, Turn... turns) {
    return conversations.recall(request(turns), head, virtualModel, settings);
  }

  private static Turn[] turns() {
    return new Turn[] {SYSTEM, HI, HELLO, MORE};
  }

  private static void answeredBy(Conversation past, String... models) {
    assertThat(past.answers()).extracting(Conversation.Answered::model).containsExactly(models);
  }

  private static Caller known(String tenant, String user) {
    return new Caller.Known(tenant.isEmpty() ? "t" : tenant, user, List.of(), "");
  }

  private static RequestHead head(Map<String, String> headers) {
    return head(headers, Caller.anonymous());
  }

  private static RequestHead head(Map<String, String> headers, Caller caller) {
    return new RequestHead("POST", "/v1/chat/completions", headers, caller);
  }

  private static ConversationSettings byHeader(String name) {
    var base = ConversationSettings.DEFAULT;
    return new ConversationSettings(
        true,
        Optional.of(name),
        base.ttl(),
        base.promptCache(),
        base.margin(),
        base.band(),
        base.memoryBytes());
  }

  private static ConversationSettings settings(Duration ttl, long bytes) {
    return new ConversationSettings(true, Optional.empty(), ttl, Duration.ZERO, 0, 0, bytes);
  }

  private static InferenceRequest request(Turn... turns) {
    return request(Api.CHAT, turns);
  }

  private static InferenceRequest request(Api api, Turn... turns) {
    return new InferenceRequest(
        api,
        "auto",
        false,
        List.of(turns),
        0,
        false,
        ResponseFormat.FREE,
        Set.of(),
        OptionalInt.empty(),
        10,
        BodyText.EMPTY);
  }

  private static Conversation.Question question(String decision) {
    return new Conversation.Question(decision, Optional.empty());
  }
}
