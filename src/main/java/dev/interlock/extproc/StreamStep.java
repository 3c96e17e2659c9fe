package dev.interlock.extproc;

import com.google.protobuf.ByteString;
import dev.interlock.extproc.Action.Phase;
import dev.interlock.extproc.StreamState.Cause;
import dev.interlock.inference.RequestHead;
import java.util.List;
import java.util.function.Function;

/**
 * The protocol as a function: state × event → next state and actions. Pure.
 *
 * <p>Every message of Envoy is answered exactly once and in order, a {@link StreamState.Deciding}
 * stream by the later {@link StreamEvent.Decided}. A message that the protocol does not allow here
 * ends the stream cleanly; Envoy then continues the request untouched, which without a decision
 * means its fail-safe route.
 */
final class StreamStep {
  private final Function<RequestHead, RequestClass> classifier;

  StreamStep(Function<RequestHead, RequestClass> classifier) {
    this.classifier = classifier;
  }

  /** The state after {@code event}, and what to do. */
  record Transition(StreamState next, List<Action> actions) {
    static Transition to(StreamState next, Action... actions) {
      return new Transition(next, List.of(actions));
    }
  }

  Transition step(StreamState state, StreamEvent event) {
    return switch (state) {
      case StreamState.Finished finished -> new Transition(finished, List.of());
      case StreamState.AwaitingRequestHeaders _ -> first(event);
      case StreamState.AwaitingRequestBody waiting -> body(waiting, event);
      case StreamState.Deciding deciding -> deciding(deciding, event);
      case StreamState.AwaitingResponseHeaders waiting -> response(waiting, event);
      case StreamState.ObservingResponseBody observing -> observing(observing, event);
      case StreamState.PassingThrough _ -> passing(event);
      case StreamState.Unenforced left -> new Transition(left, List.of());
    };
  }

  private Transition first(StreamEvent event) {
    return switch (event) {
      case StreamEvent.RequestHeaders headers when !headers.supported() ->
          end(Cause.UNSUPPORTED_MODE);
      case StreamEvent.RequestHeaders headers -> headers(headers);
      // A local reply of an earlier filter (a body over the limit, say) starts with response
      // headers.
      case StreamEvent.ResponseHeaders _,
          StreamEvent.ResponseBody _,
          StreamEvent.ResponseTrailers _ ->
          passing(event);
      case StreamEvent.Closed _ -> finished(Cause.CLOSED_BY_ENVOY);
      case StreamEvent.RequestBody _,
          StreamEvent.RequestTrailers _,
          StreamEvent.Unknown _,
          StreamEvent.Decided _,
          StreamEvent.Undecided _ ->
          end(Cause.PROTOCOL_ERROR);
    };
  }

  private Transition headers(StreamEvent.RequestHeaders headers) {
    return switch (classifier.apply(headers.head())) {
      case RequestClass.Answered answered ->
          Transition.to(
              new StreamState.Finished(Cause.REPLIED), new Action.SendReply(answered.reply()));
      case RequestClass.Unlisted _ when headers.endOfStream() ->
          Transition.to(
              new StreamState.PassingThrough(), new Action.Continue(Phase.REQUEST_HEADERS));
      case RequestClass.Unlisted _ ->
          Transition.to(new StreamState.PassingThrough(), new Action.ContinueWithoutBody());
      case RequestClass.Inference inference when headers.endOfStream() ->
          Transition.to(
              new StreamState.Deciding(headers.head(), true),
              new Action.Decide(inference.api(), headers.head(), ByteString.EMPTY));
      case RequestClass.Inference inference when inference.claimed() ->
          // In this order: whoever finds no room for its body has been claimed for all that.
          Transition.to(
              new StreamState.AwaitingRequestBody(headers.head(), inference.api()),
              new Action.Claim(),
              new Action.ExpectBody(announcedLength(headers.head())));
      case RequestClass.Inference inference ->
          Transition.to(
              new StreamState.AwaitingRequestBody(headers.head(), inference.api()),
              new Action.ExpectBody(announcedLength(headers.head())),
              new Action.Continue(Phase.REQUEST_HEADERS));
      case RequestClass.Unenforced _ ->
          Transition.to(new StreamState.Unenforced(), new Action.LookOn(headers));
    };
  }

  private static long announcedLength(RequestHead head) {
    String length = head.header(HeaderNames.CONTENT_LENGTH);
    boolean number =
        !length.isEmpty()
            && length.length() <= 18
            && length.chars().allMatch(c -> c >= '0' && c <= '9');
    return number ? Long.parseLong(length) : 0;
  }

  private static Transition body(StreamState.AwaitingRequestBody state, StreamEvent event) {
    return switch (event) {
      case StreamEvent.RequestBody body ->
          Transition.to(
              new StreamState.Deciding(state.head(), false),
              new Action.Decide(state.api(), state.head(), body.body()));
      case StreamEvent.ResponseHeaders _,
          StreamEvent.ResponseBody _,
          StreamEvent.ResponseTrailers _ ->
          passing(event);
      case StreamEvent.Undecided undecided -> end(undecided.cause());
      case StreamEvent.Closed _ -> finished(Cause.CLOSED_BY_ENVOY);
      case StreamEvent.RequestHeaders _,
          StreamEvent.RequestTrailers _,
          StreamEvent.Unknown _,
          StreamEvent.Decided _ ->
          end(Cause.PROTOCOL_ERROR);
    };
  }

  private static Transition deciding(StreamState.Deciding state, StreamEvent event) {
    Phase owed = state.inHeaders() ? Phase.REQUEST_HEADERS : Phase.REQUEST_BODY;
    return switch (event) {
      case StreamEvent.Decided(Answer.Forward forward) ->
          Transition.to(
              new StreamState.AwaitingResponseHeaders(forward),
              new Action.SendForward(
                  owed, forward, state.head().headers().containsKey("content-length")));
      case StreamEvent.Decided(Answer.Unenforced request) ->
          Transition.to(new StreamState.Unenforced(), new Action.LeaveAlone(owed, request));
      case StreamEvent.Decided(Answer.Reply reply) ->
          Transition.to(new StreamState.Finished(Cause.REPLIED), new Action.SendReply(reply));
      case StreamEvent.Undecided undecided -> end(undecided.cause());
      case StreamEvent.Closed _ ->
          Transition.to(
              new StreamState.Finished(Cause.CLOSED_BY_ENVOY), new Action.CancelDecision());
      // A local reply while we think, or a broken peer: whatever we decide would come too late.
      case StreamEvent.ResponseHeaders _,
          StreamEvent.ResponseBody _,
          StreamEvent.ResponseTrailers _,
          StreamEvent.RequestHeaders _,
          StreamEvent.RequestBody _,
          StreamEvent.RequestTrailers _,
          StreamEvent.Unknown _ ->
          Transition.to(
              new StreamState.Finished(Cause.PROTOCOL_ERROR),
              new Action.CancelDecision(),
              new Action.CloseStream());
    };
  }

  private static Transition response(StreamState.AwaitingResponseHeaders state, StreamEvent event) {
    Answer.Forward forward = state.forward();
    return switch (event) {
      case StreamEvent.ResponseHeaders response -> answered(forward.answered(response), response);
      case StreamEvent.Closed _ ->
          Transition.to(
              new StreamState.Finished(Cause.CLOSED_BY_ENVOY),
              new Action.EndExchange(forward, 0, false, false));
      case StreamEvent.RequestTrailers _ ->
          Transition.to(state, new Action.Continue(Phase.REQUEST_TRAILERS));
      case StreamEvent.RequestHeaders _,
          StreamEvent.RequestBody _,
          StreamEvent.ResponseBody _,
          StreamEvent.ResponseTrailers _,
          StreamEvent.Unknown _,
          StreamEvent.Decided _,
          StreamEvent.Undecided _ ->
          endExchange(forward, 0);
    };
  }

  private static Transition answered(Answer.Forward forward, StreamEvent.ResponseHeaders response) {
    return AnswerReading.observable(response)
        ? Transition.to(
            new StreamState.ObservingResponseBody(forward, response.status()),
            new Action.BeginObservation(forward, response),
            new Action.ContinueResponse(forward, response, true))
        : Transition.to(
            new StreamState.PassingThrough(),
            new Action.ContinueResponse(forward, response, false),
            new Action.EndExchange(forward, response.status(), true, false));
  }

  private static Transition observing(StreamState.ObservingResponseBody state, StreamEvent event) {
    Answer.Forward forward = state.forward();
    return switch (event) {
      case StreamEvent.ResponseBody body when body.endOfStream() ->
          Transition.to(
              new StreamState.PassingThrough(),
              new Action.Observe(body.chunk()),
              new Action.EndExchange(forward, state.status(), true, true));
      case StreamEvent.ResponseBody body ->
          Transition.to(
              state, new Action.Continue(Phase.RESPONSE_BODY), new Action.Observe(body.chunk()));
      case StreamEvent.ResponseTrailers _ ->
          Transition.to(
              new StreamState.PassingThrough(),
              new Action.Continue(Phase.RESPONSE_TRAILERS),
              new Action.EndExchange(forward, state.status(), true, false));
      case StreamEvent.Closed _ ->
          Transition.to(
              new StreamState.Finished(Cause.CLOSED_BY_ENVOY),
              new Action.EndExchange(forward, state.status(), false, false));
      case StreamEvent.RequestHeaders _,
          StreamEvent.RequestBody _,
          StreamEvent.RequestTrailers _,
          StreamEvent.ResponseHeaders _,
          StreamEvent.Unknown _,
          StreamEvent.Decided _,
          StreamEvent.Undecided _ ->
          endExchange(forward, state.status());
    };
  }

  private static Transition passing(StreamEvent event) {
    return switch (event) {
      case StreamEvent.RequestHeaders _ -> pass(Phase.REQUEST_HEADERS);
      case StreamEvent.RequestBody _ -> pass(Phase.REQUEST_BODY);
      case StreamEvent.RequestTrailers _ -> pass(Phase.REQUEST_TRAILERS);
      case StreamEvent.ResponseHeaders _ -> pass(Phase.RESPONSE_HEADERS);
      case StreamEvent.ResponseBody _ -> pass(Phase.RESPONSE_BODY);
      case StreamEvent.ResponseTrailers _ -> pass(Phase.RESPONSE_TRAILERS);
      case StreamEvent.Closed _ -> finished(Cause.COMPLETED);
      case StreamEvent.Unknown _, StreamEvent.Decided _, StreamEvent.Undecided _ ->
          end(Cause.PROTOCOL_ERROR);
    };
  }

  private static Transition pass(Phase phase) {
    return Transition.to(new StreamState.PassingThrough(), new Action.Continue(phase));
  }

  private static Transition finished(Cause cause) {
    return Transition.to(new StreamState.Finished(cause));
  }

  private static Transition end(Cause cause) {
    return Transition.to(new StreamState.Finished(cause), new Action.CloseStream());
  }

  private static Transition endExchange(Answer.Forward forward, int status) {
    return Transition.to(
        new StreamState.Finished(Cause.PROTOCOL_ERROR),
        new Action.EndExchange(forward, status, false, false),
        new Action.CloseStream());
  }
}
