package dev.interlock.extproc;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.google.protobuf.ByteString;
import dev.interlock.catalog.Model;
import dev.interlock.dialect.ReadResult;
import dev.interlock.dialect.RequestReader;
import dev.interlock.inference.Api;
import dev.interlock.inference.RequestError;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingRequest;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One attempt: whose turn it is and how that model answered. The first attempt passes as the
 * decision left it; for a later one Envoy is asked for the body, which is edited for the new model.
 * Nothing is kept between attempts, so any sidecar can serve any of them.
 */
final class AttemptStream implements StreamListener {
  /** Bytes of a body that is read on the event loop. */
  private static final int AT_ONCE = 16 << 10;

  private final AttemptServices services;
  private final StreamPeer peer;

  @GuardedBy("this")
  private @Nullable Turn turn;

  @GuardedBy("this")
  private @Nullable Turns turns;

  @GuardedBy("this")
  private Optional<Api> api = Optional.empty();

  AttemptStream(AttemptServices services, StreamPeer peer) {
    this.services = services;
    this.peer = peer;
  }

  @Override
  public synchronized void received(ProcessingRequest message) {
    switch (EventDecoder.decode(message)) {
      case StreamEvent.RequestHeaders headers ->
          begin(AttemptMessage.of(message, headers.head()), headers.endOfStream());
      case StreamEvent.RequestBody body -> edit(body.body());
      case StreamEvent.ResponseHeaders response -> {
        answered(response);
        peer.send(ReplyEncoder.proceed(Action.Phase.RESPONSE_HEADERS));
      }
      case StreamEvent.RequestTrailers _ ->
          peer.send(ReplyEncoder.proceed(Action.Phase.REQUEST_TRAILERS));
      case StreamEvent.ResponseBody _ ->
          peer.send(ReplyEncoder.proceed(Action.Phase.RESPONSE_BODY));
      case StreamEvent.ResponseTrailers _ ->
          peer.send(ReplyEncoder.proceed(Action.Phase.RESPONSE_TRAILERS));
      case StreamEvent.Unknown _,
          StreamEvent.Decided _,
          StreamEvent.Undecided _,
          StreamEvent.Closed _ ->
          peer.end();
    }
  }

  @GuardedBy("this")
  private void begin(AttemptMessage message, boolean endOfStream) {
    Optional<Model> model = services.catalog().model(message.model());
    if (model.isEmpty()) {
      peer.send(ReplyEncoder.proceed(Action.Phase.REQUEST_HEADERS));
      return;
    }
    Turn begun = new Turn(model.get(), message.number(), message.stream(), System.nanoTime());
    Turns all = services.register().of(message.decisionId());
    all.begin(begun);
    turn = begun;
    turns = all;
    api = message.api();
    boolean another = message.number() > 1 && message.api().isPresent() && !endOfStream;
    peer.send(
        another
            ? AttemptReplies.anotherTurn(message, model.get())
            : ReplyEncoder.proceed(Action.Phase.REQUEST_HEADERS));
  }

  @GuardedBy("this")
  private void edit(ByteString body) {
    if (turn == null || api.isEmpty()) {
      peer.send(ReplyEncoder.proceed(Action.Phase.REQUEST_BODY));
      return;
    }
    Api spoken = api.get();
    String name = turn.model().upstreamModel();
    if (body.size() <= AT_ONCE) {
      peer.send(edited(spoken, body, name));
    } else if (!services.workers().submit(() -> sendEdited(spoken, body, name))) {
      sendOverloaded(spoken);
    }
  }

  private synchronized void sendEdited(Api spoken, ByteString body, String upstreamModel) {
    if (!services.memory().take(body.size())) {
      sendOverloaded(spoken);
      return;
    }
    try {
      peer.send(edited(spoken, body, upstreamModel));
    } finally {
      services.memory().give(body.size());
    }
  }

  /** The next model asked under another one's name would be an error that nobody understands. */
  @GuardedBy("this")
  private void sendOverloaded(Api spoken) {
    var error = new RequestError(RequestError.Kind.OVERLOADED, "Too many requests at once.", "");
    var reply = LocalReply.error(spoken.dialect(), error);
    peer.send(services.replies().reply(new Answer.Reply(Optional.empty(), reply)));
    peer.end();
  }

  /** What nobody can read passes as it is: it came this far by the first attempt. */
  private static ProcessingResponse edited(Api spoken, ByteString body, String upstreamModel) {
    return switch (RequestReader.read(spoken, body.toByteArray())) {
      case ReadResult.Parsed parsed -> AttemptReplies.body(parsed.body().withModel(upstreamModel));
      case ReadResult.Invalid _ -> ReplyEncoder.proceed(Action.Phase.REQUEST_BODY);
    };
  }

  @GuardedBy("this")
  private void answered(StreamEvent.ResponseHeaders response) {
    if (turn != null && turns != null) {
      turns.answered(turn, response.status(), response.retryAfter(), System.nanoTime());
      turn = null;
    }
  }

  @Override
  public synchronized void halfClosed() {
    cancelled();
    peer.end();
  }

  @Override
  public synchronized void cancelled() {
    if (turn != null && turns != null) {
      turns.left(turn, System.nanoTime());
      turn = null;
    }
  }
}
