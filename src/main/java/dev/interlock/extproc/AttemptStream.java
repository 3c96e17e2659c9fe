package dev.interlock.extproc;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.google.protobuf.ByteString;
import dev.interlock.catalog.Model;
import dev.interlock.dialect.ParsedBody;
import dev.interlock.dialect.ReadResult;
import dev.interlock.dialect.RequestReader;
import dev.interlock.inference.Api;
import dev.interlock.inference.RequestError;
import dev.interlock.telemetry.FailureNote;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingRequest;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingResponse;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt: whose turn it is and how that model answered. The first attempt passes as the
 * decision left it; for a later one Envoy is asked for the body, which is edited for the new model.
 * Nothing is kept between attempts, so any sidecar can serve any of them.
 */
final class AttemptStream implements StreamListener {
  private static final Logger LOG = LoggerFactory.getLogger(AttemptStream.class);

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

  @GuardedBy("this")
  private Efforts efforts = Efforts.NONE;

  /** Whether nothing more is to be sent. */
  @GuardedBy("this")
  private boolean over;

  AttemptStream(AttemptServices services, StreamPeer peer) {
    this.services = services;
    this.peer = peer;
  }

  @Override
  public synchronized void received(ProcessingRequest message) {
    if (over) {
      return;
    }
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
          end();
    }
  }

  @GuardedBy("this")
  private void begin(AttemptMessage message, boolean endOfStream) {
    Turns all = services.register().of(message.decisionId());
    // A request finishes by the configuration that decided about it, where that is known here.
    Optional<Model> model =
        all.planned(message.model()).or(() -> services.catalog().model(message.model()));
    if (model.isEmpty()) {
      peer.send(ReplyEncoder.proceed(Action.Phase.REQUEST_HEADERS));
      return;
    }
    Turn begun = new Turn(model.get(), message.number(), message.stream(), System.nanoTime());
    all.begin(begun);
    turn = begun;
    turns = all;
    api = message.api();
    efforts = message.efforts();
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
    Model model = turn.model();
    Efforts told = efforts;
    Function<ParsedBody, byte[]> edit = parsed -> told.instead(parsed, model);
    if (body.size() <= AT_ONCE) {
      peer.send(edited(spoken, body, edit));
    } else if (!services.bodies().tryReserve(body.size())) {
      sendOverloaded(spoken);
    } else if (!services.workers().submit(() -> editLater(spoken, body, edit))) {
      services.bodies().release(body.size());
      sendOverloaded(spoken);
    }
  }

  /** On a worker, without the lock: the event loop must not wait to say that Envoy has left. */
  private void editLater(Api spoken, ByteString body, Function<ParsedBody, byte[]> edit) {
    Optional<ProcessingResponse> reply = Optional.empty();
    try {
      reply = isOver() ? Optional.empty() : editedWithinMemory(spoken, body, edit);
    } catch (Throwable bug) {
      // Whatever it is, Envoy waits for a reply.
      LOG.error("editing a body failed: {}", FailureNote.of(bug));
    } finally {
      services.bodies().release(body.size());
    }
    send(reply, spoken);
  }

  private Optional<ProcessingResponse> editedWithinMemory(
      Api spoken, ByteString body, Function<ParsedBody, byte[]> edit) {
    if (!services.memory().take(body.size())) {
      return Optional.empty();
    }
    try {
      return Optional.of(edited(spoken, body, edit));
    } finally {
      services.memory().give(body.size());
    }
  }

  private synchronized void send(Optional<ProcessingResponse> reply, Api spoken) {
    if (isOver()) {
      return;
    }
    if (reply.isPresent()) {
      peer.send(reply.get());
    } else {
      sendOverloaded(spoken);
    }
  }

  private synchronized boolean isOver() {
    return over;
  }

  /**
   * The next model asked under another one's name would be an error that nobody understands. It was
   * not asked, so its turn says nothing about it.
   */
  @GuardedBy("this")
  private void sendOverloaded(Api spoken) {
    if (turn != null && turns != null) {
      turns.withdrawn(turn);
      turn = null;
    }
    var error = new RequestError(RequestError.Kind.OVERLOADED, "Too many requests at once.", "");
    var reply = new Answer.Reply(Optional.empty(), LocalReply.error(spoken.dialect(), error));
    services.metrics().streamEnded("overloaded");
    peer.send(services.replies().reply(reply));
    end();
  }

  /** Ends the stream, once. */
  @GuardedBy("this")
  private void end() {
    if (!over) {
      over = true;
      peer.end();
    }
  }

  /** What nobody can read passes as it is: it came this far by the first attempt. */
  private static ProcessingResponse edited(
      Api spoken, ByteString body, Function<ParsedBody, byte[]> edit) {
    return switch (RequestReader.read(spoken, body.toByteArray())) {
      case ReadResult.Parsed parsed -> AttemptReplies.body(edit.apply(parsed.body()));
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
    leave();
    end();
  }

  @Override
  public synchronized void cancelled() {
    leave();
    over = true;
  }

  @GuardedBy("this")
  private void leave() {
    if (turn != null && turns != null) {
      turns.left(turn, System.nanoTime());
      turn = null;
    }
  }
}
