package dev.interlock.extproc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.interlock.extproc.StreamState.Cause;
import dev.interlock.inference.Api;
import dev.interlock.inference.RequestHead;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The protocol as a table, and as random sequences. */
class StreamStepTest {
  private static final RequestHead CHAT = head("POST", "/v1/chat/completions");
  private static final RequestHead OTHER = head("GET", "/metrics");
  private static final RequestHead LEFT = head("POST", "/v1/completions");
  private static final RequestHead CLAIMED = head("POST", "/v1/messages");
  private static final RequestHead MODELS = head("GET", "/v1/models");
  private static final ByteString BYTES = ByteString.copyFromUtf8("{}");

  private static final StreamEvent BODY = new StreamEvent.RequestBody(BYTES, true);
  private static final StreamEvent OK_JSON = response(200, "application/json", "");
  private static final StreamEvent OK_SSE = response(200, "text/event-stream; charset=utf-8", "");
  private static final StreamEvent ERROR = response(500, "application/json", "");
  private static final StreamEvent CHUNK = new StreamEvent.ResponseBody(BYTES, false);
  private static final StreamEvent LAST = new StreamEvent.ResponseBody(ByteString.EMPTY, true);
  private static final StreamEvent CLOSED = new StreamEvent.Closed();

  private final StreamStep step = new StreamStep(StreamStepTest::classify);

  private static RequestClass classify(RequestHead head) {
    if (head.equals(MODELS)) {
      return new RequestClass.Answered(Answers.reply(200));
    }
    if (head.equals(LEFT)) {
      return new RequestClass.Unenforced(Api.COMPLETIONS);
    }
    if (head.equals(CLAIMED)) {
      return new RequestClass.Inference(Api.MESSAGES, true);
    }
    return Api.atPath(head.path())
        .<RequestClass>map(RequestClass.Inference::new)
        .orElseGet(RequestClass.Unlisted::new);
  }

  @Test
  void a_chat_request_is_forwarded_and_its_answer_read() {
    assertThat(
            run(
                headers(CHAT, false),
                BODY,
                new StreamEvent.Decided(Answers.forward()),
                OK_SSE,
                CHUNK,
                LAST,
                CLOSED))
        .containsExactly(
            "ExpectBody",
            "Continue[phase=REQUEST_HEADERS]",
            "Decide",
            "SendForward REQUEST_BODY",
            "BeginObservation",
            "ContinueResponse observe",
            "Continue[phase=RESPONSE_BODY]",
            "Observe",
            "Observe",
            "EndExchange 200 complete, last chunk continued");
  }

  @Test
  void a_request_without_a_body_is_decided_in_the_headers_reply() {
    assertThat(run(headers(CHAT, true), new StreamEvent.Decided(Answers.forward())))
        .containsExactly("Decide", "SendForward REQUEST_HEADERS");
  }

  @Test
  void who_is_not_enforced_is_handed_over_at_the_headers_or_once_the_body_is_read() {
    assertThat(run(headers(LEFT, false), BODY, OK_JSON)).containsExactly("LookOn");

    var left = new StreamEvent.Decided(new Answer.Unenforced(Api.MESSAGES, CLAIMED, BYTES));
    assertThat(run(headers(CLAIMED, false), BODY, left, OK_JSON, CLOSED))
        .containsExactly("Claim", "ExpectBody", "Decide", "LeaveAlone");
  }

  static Stream<Arguments> endings() {
    StreamEvent chat = headers(CHAT, false);
    StreamEvent decided = new StreamEvent.Decided(Answers.forward());
    return Stream.of(
        Arguments.of("nothing came", List.of(CLOSED), Cause.CLOSED_BY_ENVOY),
        Arguments.of("gone before the body", List.of(chat, CLOSED), Cause.CLOSED_BY_ENVOY),
        Arguments.of("gone while deciding", List.of(chat, BODY, CLOSED), Cause.CLOSED_BY_ENVOY),
        Arguments.of(
            "gone before the answer", List.of(chat, BODY, decided, CLOSED), Cause.CLOSED_BY_ENVOY),
        Arguments.of(
            "gone in the answer",
            List.of(chat, BODY, decided, OK_SSE, CHUNK, CLOSED),
            Cause.CLOSED_BY_ENVOY),
        Arguments.of(
            "whole answer", List.of(chat, BODY, decided, OK_SSE, LAST, CLOSED), Cause.COMPLETED),
        Arguments.of("error answer", List.of(chat, BODY, decided, ERROR, CLOSED), Cause.COMPLETED),
        Arguments.of(
            "refused",
            List.of(chat, BODY, new StreamEvent.Decided(Answers.reply(400))),
            Cause.REPLIED),
        Arguments.of("model list", List.of(headers(MODELS, true)), Cause.REPLIED),
        Arguments.of(
            "unlisted path", List.of(headers(OTHER, true), OK_JSON, CLOSED), Cause.COMPLETED),
        Arguments.of(
            "local reply of an earlier filter", List.of(ERROR, LAST, CLOSED), Cause.COMPLETED),
        Arguments.of("local reply before the body", List.of(chat, ERROR, CLOSED), Cause.COMPLETED),
        Arguments.of(
            "local reply while deciding", List.of(chat, BODY, ERROR), Cause.PROTOCOL_ERROR),
        Arguments.of("body first", List.of(BODY), Cause.PROTOCOL_ERROR),
        Arguments.of(
            "no room for the body",
            List.of(chat, new StreamEvent.Undecided(Cause.OVERLOADED)),
            Cause.OVERLOADED),
        Arguments.of("headers twice", List.of(chat, chat), Cause.PROTOCOL_ERROR),
        Arguments.of("body twice", List.of(chat, BODY, BODY), Cause.PROTOCOL_ERROR),
        Arguments.of(
            "answer body first", List.of(chat, BODY, decided, CHUNK), Cause.PROTOCOL_ERROR),
        Arguments.of("unknown message", List.of(new StreamEvent.Unknown()), Cause.PROTOCOL_ERROR),
        Arguments.of(
            "other body mode",
            List.of(new StreamEvent.RequestHeaders(CHAT, false, false)),
            Cause.UNSUPPORTED_MODE),
        Arguments.of(
            "overloaded",
            List.of(chat, BODY, new StreamEvent.Undecided(Cause.OVERLOADED)),
            Cause.OVERLOADED));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("endings")
  void every_order_of_messages_ends_for_a_stated_cause(
      String name, List<StreamEvent> events, Cause cause) {
    StreamState state = new StreamState.AwaitingRequestHeaders();
    for (StreamEvent event : events) {
      state = step.step(state, event).next();
    }
    assertThat(state).isEqualTo(new StreamState.Finished(cause));
  }

  @Test
  void an_answer_that_cannot_be_read_passes_unread() {
    StreamEvent gzip = response(200, "application/json", "gzip");
    assertThat(run(headers(CHAT, false), BODY, new StreamEvent.Decided(Answers.forward()), gzip))
        .endsWith("ContinueResponse", "EndExchange 200 complete");
  }

  @Property(tries = 5000)
  void every_message_is_answered_once_or_the_stream_is_over(
      @ForAll("sequences") List<StreamEvent> events) {
    StreamState state = new StreamState.AwaitingRequestHeaders();
    int exchanges = 0;
    int begun = 0;
    for (StreamEvent event : events) {
      StreamStep.Transition transition = step.step(state, event);
      boolean over =
          state instanceof StreamState.Finished || state instanceof StreamState.Unenforced;
      boolean closes = transition.actions().stream().anyMatch(a -> a instanceof Action.CloseStream);
      long replies = transition.actions().stream().filter(StreamStepTest::isReply).count();
      exchanges +=
          (int) transition.actions().stream().filter(a -> a instanceof Action.EndExchange).count();
      begun +=
          (int) transition.actions().stream().filter(a -> a instanceof Action.SendForward).count();
      boolean decides = transition.actions().stream().anyMatch(a -> a instanceof Action.Decide);
      if (over) {
        assertThat(transition.actions()).isEmpty();
      } else if (isMessage(event)) {
        assertThat(replies + (decides ? 1 : 0) + (closes ? 1 : 0)).isEqualTo(1);
      } else if (event instanceof StreamEvent.Closed) {
        assertThat(replies).isZero();
        assertThat(transition.next()).isInstanceOf(StreamState.Finished.class);
      }
      if (closes) {
        assertThat(transition.next()).isInstanceOf(StreamState.Finished.class);
      }
      state = transition.next();
    }
    if (state instanceof StreamState.Finished || state instanceof StreamState.PassingThrough) {
      assertThat(exchanges).isEqualTo(begun);
    } else {
      assertThat(exchanges).isLessThanOrEqualTo(begun);
    }
  }

  @Provide
  Arbitrary<List<StreamEvent>> sequences() {
    return Arbitraries.of(
            headers(CHAT, false),
            headers(CHAT, true),
            headers(OTHER, false),
            headers(MODELS, true),
            headers(LEFT, false),
            headers(CLAIMED, false),
            BODY,
            new StreamEvent.RequestTrailers(),
            OK_JSON,
            OK_SSE,
            ERROR,
            CHUNK,
            LAST,
            new StreamEvent.ResponseTrailers(),
            new StreamEvent.Unknown(),
            new StreamEvent.Decided(Answers.forward()),
            new StreamEvent.Decided(Answers.reply(404)),
            new StreamEvent.Decided(new Answer.Unenforced(Api.CHAT, CHAT, BYTES)),
            new StreamEvent.Undecided(Cause.FAILED),
            CLOSED)
        .list()
        .ofMaxSize(9)
        .map(tail -> Stream.concat(Stream.of(headers(CHAT, false), BODY), tail.stream()).toList())
        .flatMap(
            list ->
                Arbitraries.integers()
                    .between(0, 2)
                    .map(skip -> list.subList(Math.min(skip, list.size()), list.size())));
  }

  private List<String> run(StreamEvent... events) {
    StreamState state = new StreamState.AwaitingRequestHeaders();
    List<String> done = new ArrayList<>();
    for (StreamEvent event : events) {
      StreamStep.Transition transition = step.step(state, event);
      state = transition.next();
      transition.actions().forEach(a -> done.add(describe(a)));
    }
    return done;
  }

  private static String describe(Action action) {
    return switch (action) {
      case Action.Continue c -> c.toString();
      case Action.SendForward f -> "SendForward " + f.phase();
      case Action.ContinueResponse r ->
          r.observe() ? "ContinueResponse observe" : "ContinueResponse";
      case Action.EndExchange e ->
          "EndExchange "
              + e.status()
              + (e.complete() ? " complete" : " cut")
              + (e.replyOwed() ? ", last chunk continued" : "");
      default -> action.getClass().getSimpleName();
    };
  }

  private static boolean isReply(Action action) {
    return action instanceof Action.Continue
        || action instanceof Action.Claim
        || action instanceof Action.LookOn
        || action instanceof Action.LeaveAlone
        || action instanceof Action.ContinueWithoutBody
        || action instanceof Action.SendForward
        || action instanceof Action.SendReply
        || action instanceof Action.ContinueResponse
        || (action instanceof Action.EndExchange end && end.replyOwed());
  }

  private static boolean isMessage(StreamEvent event) {
    return !(event instanceof StreamEvent.Decided
        || event instanceof StreamEvent.Undecided
        || event instanceof StreamEvent.Closed);
  }

  private static StreamEvent headers(RequestHead head, boolean endOfStream) {
    return new StreamEvent.RequestHeaders(head, endOfStream, true);
  }

  private static RequestHead head(String method, String path) {
    return new RequestHead(method, path, Map.of("content-length", "2"));
  }

  private static StreamEvent.ResponseHeaders response(
      int status, String contentType, String contentEncoding) {
    return new StreamEvent.ResponseHeaders(
        status, contentType, contentEncoding, false, Optional.empty(), "", 1);
  }
}
