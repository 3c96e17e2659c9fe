package dev.interlock.exchange;

import dev.interlock.catalog.Model;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.RequestHead;
import dev.interlock.memory.Change;
import dev.interlock.memory.Judgement;
import dev.interlock.proto.decision.v1.Decision;
import dev.interlock.telemetry.FailureNote;
import dev.interlock.telemetry.Metrics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Several sinks, told in order. One that fails is counted, and now and then logged; it changes
 * neither what the others are told nor what becomes of the request. Thread-safe.
 */
public final class ExchangeSinks {
  private static final Logger LOG = LoggerFactory.getLogger(ExchangeSinks.class);
  private static final Duration QUIET = Duration.ofMinutes(1);

  private final List<ExchangeSink> sinks;
  private final Metrics metrics;
  private final LongSupplier nanoTime;
  private final AtomicLong nextNote;

  /**
   * The sinks.
   *
   * @param nanoTime a clock such as {@link System#nanoTime}
   */
  public ExchangeSinks(List<ExchangeSink> sinks, Metrics metrics, LongSupplier nanoTime) {
    this.sinks = List.copyOf(sinks);
    this.metrics = metrics;
    this.nanoTime = nanoTime;
    this.nextNote = new AtomicLong(nanoTime.getAsLong());
  }

  /** Sinks that do not exist. */
  public static ExchangeSinks none() {
    return new ExchangeSinks(List.of(), Metrics.none(), () -> 0);
  }

  /** Tells of {@link ExchangeSink#decided a decision}. */
  public void decided(Decision decision, RequestHead head, long nanos) {
    tell(sink -> sink.decided(decision, head, nanos));
  }

  /** Tells of {@link ExchangeSink#asked a request}. */
  public void asked(Decision decision, InferenceRequest request, RequestHead head) {
    tell(sink -> sink.asked(decision, request, head));
  }

  /** Tells of {@link ExchangeSink#turned a model whose turn it is}. */
  public void turned(Model model) {
    tell(sink -> sink.turned(model));
  }

  /** Tells of {@link ExchangeSink#unasked a decision that came to nothing}. */
  public void unasked(Decision decision) {
    tell(sink -> sink.unasked(decision));
  }

  /** Tells of {@link ExchangeSink#attempted an attempt}. */
  public void attempted(Attempt attempt) {
    tell(sink -> sink.attempted(attempt));
  }

  /** Tells of {@link ExchangeSink#judged a sign of an answer's worth}. */
  public void judged(Judgement judgement) {
    tell(sink -> sink.judged(judgement));
  }

  /** Tells of {@link ExchangeSink#changed what an operator did to the memory}. */
  public void changed(Change change) {
    tell(sink -> sink.changed(change));
  }

  /** Tells of {@link ExchangeSink#ended the end of an exchange}. */
  public void ended(Exchange exchange) {
    tell(sink -> sink.ended(exchange));
  }

  private void tell(Consumer<ExchangeSink> event) {
    for (ExchangeSink sink : sinks) {
      try {
        event.accept(sink);
      } catch (Throwable failure) {
        failed(sink, failure);
      }
    }
  }

  private void failed(ExchangeSink sink, Throwable failure) {
    metrics.sinkFailed();
    long now = nanoTime.getAsLong();
    long due = nextNote.get();
    if (now - due >= 0 && nextNote.compareAndSet(due, now + QUIET.toNanos())) {
      LOG.error(
          "{} failed; requests are not affected, but what it was told is lost: {}",
          sink.getClass().getName(),
          FailureNote.of(failure));
    }
  }
}
