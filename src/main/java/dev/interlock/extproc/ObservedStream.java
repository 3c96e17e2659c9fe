package dev.interlock.extproc;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.google.protobuf.ByteString;
import dev.interlock.cache.Filling;
import dev.interlock.cache.Keeping;
import dev.interlock.catalog.Model;
import dev.interlock.dialect.answer.UsageReader;
import dev.interlock.exchange.Exchange;
import dev.interlock.extproc.ObservedDecider.Begun;
import dev.interlock.extproc.ObservedDecider.Observed;
import dev.interlock.inference.Api;
import dev.interlock.inference.RequestHead;
import dev.interlock.inference.Usage;
import dev.interlock.telemetry.FailureNote;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingRequest;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One HTTP stream that passes by: Envoy sends what it sees, waits for nothing and reads no reply.
 * The body is put together, decided by a worker, and set beside what the model that really answered
 * used. Whatever fails here costs an observation.
 *
 * <p>Messages come on the event loop, the decision from one worker; the lock serialises them. Envoy
 * keeps the stream for some seconds after the answer, so its end is the answer's last message.
 */
final class ObservedStream implements StreamListener {
  private static final Logger LOG = LoggerFactory.getLogger(ObservedStream.class);

  private static final String OVERLOADED = "overloaded";

  private final ObservedServices services;
  private final StreamPeer peer;

  /** The request, until all of it has come. */
  @GuardedBy("this")
  private @Nullable Collected request;

  @GuardedBy("this")
  private Optional<Model> servedBy = Optional.empty();

  @GuardedBy("this")
  private Api api = Api.CHAT;

  @GuardedBy("this")
  private StreamEvent.@Nullable ResponseHeaders answer;

  @GuardedBy("this")
  private @Nullable UsageReader reader;

  /** Copies the answer, as long as it may be one to keep. */
  @GuardedBy("this")
  private @Nullable AnswerFilling filling;

  @GuardedBy("this")
  private @Nullable Observed observed;

  /** Bytes of the body budget held. */
  @GuardedBy("this")
  private long reserved;

  /** Whether a worker decides. */
  @GuardedBy("this")
  private boolean working;

  /** Whether nothing more is to be learnt from Envoy. */
  @GuardedBy("this")
  private boolean over;

  /** Whether the answer ended properly. */
  @GuardedBy("this")
  private boolean complete;

  /** How it ended. */
  @GuardedBy("this")
  private String cause = "";

  @GuardedBy("this")
  private boolean settled;

  ObservedStream(ObservedServices services, StreamPeer peer) {
    this.services = services;
    this.peer = peer;
  }

  /** What has come of a request. */
  private record Collected(RequestHead head, Api api, ByteString body) {
    Collected and(ByteString chunk) {
      return new Collected(head, api, body.concat(chunk));
    }
  }

  @Override
  public void received(ProcessingRequest message) {
    received(EventDecoder.decode(message, services.callers()));
  }

  @Override
  public void halfClosed() {
    received(new StreamEvent.Closed());
  }

  @Override
  public void cancelled() {
    received(new StreamEvent.Closed());
  }

  synchronized void received(StreamEvent event) {
    if (over) {
      return;
    }
    switch (event) {
      case StreamEvent.RequestHeaders headers -> begin(headers);
      case StreamEvent.RequestBody body -> collect(body);
      case StreamEvent.RequestTrailers _ -> decide();
      case StreamEvent.ResponseHeaders response -> answered(response);
      case StreamEvent.ResponseBody body -> read(body);
      case StreamEvent.ResponseTrailers _ -> finish(true, "observed");
      case StreamEvent.Closed _ -> finish(false, "closed_by_envoy");
      case StreamEvent.Unknown _, StreamEvent.Decided _, StreamEvent.Undecided _ ->
          finish(false, "protocol_error");
    }
  }

  /** Begins with a request that is here as a whole. */
  synchronized void take(Api spoken, RequestHead head, ByteString body) {
    api = spoken;
    request = new Collected(head, spoken, ByteString.EMPTY);
    collect(new StreamEvent.RequestBody(body, true));
  }

  /** Whether the stream has ended, and nothing may be sent on it any more. */
  synchronized boolean isOver() {
    return over;
  }

  @GuardedBy("this")
  private void begin(StreamEvent.RequestHeaders headers) {
    if (services.classifier().apply(headers.head()) instanceof RequestClass.Inference inference) {
      api = inference.api();
      request = new Collected(headers.head(), api, ByteString.EMPTY);
      if (headers.endOfStream()) {
        decide();
      }
    } else {
      finish(false, "completed");
    }
  }

  @GuardedBy("this")
  private void collect(StreamEvent.RequestBody body) {
    if (request == null) {
      return;
    }
    if (!services.bodies().tryReserve(body.body().size())) {
      request = null;
      finish(false, OVERLOADED);
      return;
    }
    reserved += body.body().size();
    request = request.and(body.body());
    if (body.endOfStream()) {
      decide();
    }
  }

  @GuardedBy("this")
  private void decide() {
    Collected whole = request;
    request = null;
    if (whole == null) {
      return;
    }
    long arrived = System.nanoTime();
    int bytes = whole.body().size();
    working =
        services
            .workers()
            .submit(
                () ->
                    begin(
                        bytes,
                        () ->
                            services
                                .decider()
                                .decide(whole.api(), whole.head(), whole.body(), arrived)));
    if (!working) {
      finish(false, OVERLOADED);
    }
  }

  /** Begins to decide, on a worker, with room for the body until that is over. */
  private void begin(int bytes, Supplier<Begun> task) {
    if (services.memory().take(bytes)) {
      goOn(bytes, task);
    } else {
      overloaded();
    }
  }

  private void goOn(int bytes, Supplier<Begun> task) {
    switch (guarded(task)) {
      case Begun.Decided(Optional<Observed> what) -> {
        services.memory().give(bytes);
        decided(what);
      }
      case Begun.Fetching(var fetched) -> {
        var _ = fetched.whenComplete((rest, failure) -> fetched(bytes, rest, failure));
      }
    }
  }

  private void fetched(int bytes, Supplier<Begun> rest, @Nullable Throwable failure) {
    if (failure == null && services.workers().submit(() -> goOn(bytes, rest))) {
      return;
    }
    services.memory().give(bytes);
    if (failure == null) {
      overloaded();
    } else {
      LOG.error("observation failed; the request is not affected: {}", FailureNote.of(failure));
      decided(Optional.empty());
    }
  }

  private static Begun guarded(Supplier<Begun> task) {
    try {
      return task.get();
    } catch (Throwable bug) {
      LOG.error("observation failed; the request is not affected: {}", FailureNote.of(bug));
      return new Begun.Decided(Optional.empty());
    }
  }

  /** There is no room to decide: so it counts, whatever the answer is. Here nothing is sent. */
  private synchronized void overloaded() {
    cause = OVERLOADED;
    decided(Optional.empty());
  }

  private synchronized void decided(Optional<Observed> decision) {
    working = false;
    observed = decision.orElse(null);
    if (filling != null && decision.flatMap(Observed::keeping).isEmpty()) {
      filling.forget();
      filling = null;
    }
    settle();
  }

  @GuardedBy("this")
  private void answered(StreamEvent.ResponseHeaders response) {
    answer = response;
    servedBy = services.catalog().model(response.servedBy());
    if (AnswerReading.observable(response)) {
      reader = UsageReader.of(api, response.contentType());
      // Nobody waits for the decision, so the answer may come before it.
      if (mayBeKept() && servedBy.isPresent()) {
        filling = services.fillings().begin(api, response.contentType());
      }
    }
    if (response.endOfStream()) {
      finish(true, "observed");
    }
  }

  @GuardedBy("this")
  private boolean mayBeKept() {
    return observed == null
        ? working && services.decider().keepsAnswers()
        : observed.keeping().isPresent();
  }

  @GuardedBy("this")
  private void read(StreamEvent.ResponseBody body) {
    if (filling != null) {
      filling.accept(body.chunk());
    }
    if (reader != null) {
      // The array behind the chunk, not a copy of it.
      body.chunk().asReadOnlyByteBufferList().forEach(reader::accept);
    }
    if (body.endOfStream()) {
      finish(true, "observed");
    }
  }

  @GuardedBy("this")
  private void finish(boolean whole, String why) {
    if (!over) {
      over = true;
      complete = whole;
      cause = cause.isEmpty() ? why : cause;
      request = null;
      // Without it Envoy would hold the stream until its deferred time-out.
      peer.end();
      settle();
    }
  }

  /** Says what came of it once both the answer and the decision are there, and lets go. */
  @GuardedBy("this")
  private void settle() {
    if (!working && reserved > 0 && request == null) {
      services.bodies().release(reserved);
      reserved = 0;
    }
    if (settled || working || !over) {
      return;
    }
    settled = true;
    services.metrics().streamEnded(cause);
    fill();
    if (observed != null && servedBy.isPresent()) {
      services.sinks().ended(exchange(observed, servedBy.get()));
    }
    services.letGo().run();
  }

  /** Who answered stands in for who would have: what counts is that there would be an answer. */
  @GuardedBy("this")
  private void fill() {
    AnswerFilling whole = filling;
    filling = null;
    if (whole == null) {
      return;
    }
    Keeping keeping = Optional.ofNullable(observed).flatMap(Observed::keeping).orElse(null);
    if (keeping == null) {
      whole.forget();
    } else if (!complete) {
      whole.drop(Filling.CUT);
    } else if (!services.fillings().workers().submit(() -> keep(whole, keeping))) {
      whole.drop(Filling.NO_ROOM);
    }
  }

  private static void keep(AnswerFilling whole, Keeping keeping) {
    try {
      whole.finish(keeping);
    } catch (RuntimeException | StackOverflowError bug) {
      LOG.error("an answer could not be kept: {}", FailureNote.of(bug));
    }
  }

  @GuardedBy("this")
  private Exchange exchange(Observed seen, Model model) {
    long input = Answer.inputTokens(seen.decision(), seen.request());
    Optional<Usage> usage = Optional.ofNullable(reader).map(r -> r.answer().usageOrEstimate(input));
    int status = answer == null ? 0 : answer.status();
    return new Exchange(seen.decision(), model, status, complete, usage);
  }
}
