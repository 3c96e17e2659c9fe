package dev.interlock.collect;

import dev.interlock.catalog.Model;
import dev.interlock.inference.Dialect;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An ordinary client of Envoy with the patience of a batch: it tries again what may succeed, and
 * stays away as long as a server asks for. Thread-safe.
 */
final class EnvoyClient implements AutoCloseable {
  /** No answer of a model is longer; a server that does not end is none. */
  private static final long MOST_BYTES = 16L << 20;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final URI envoy;
  private final Map<String, String> headers;
  private final Patience patience;
  private final AnswerReader reader;
  private final Budget budget;
  private final List<Model> standIns;
  private final Pace pace = new Pace(System::nanoTime);

  /** Models whose servers know the longest answer by its newer name alone. */
  private final Set<String> newer = ConcurrentHashMap.newKeySet();

  private final AtomicLong retries = new AtomicLong();

  /**
   * A client.
   *
   * @param headers sent with every request, credentials among them
   * @param standIns who may answer, and be paid, in place of the model that was asked
   */
  EnvoyClient(
      URI envoy,
      Map<String, String> headers,
      Patience patience,
      AnswerReader reader,
      Budget budget,
      List<Model> standIns) {
    this.envoy = envoy;
    this.headers = Map.copyOf(headers);
    this.patience = patience;
    this.reader = reader;
    this.budget = budget;
    this.standIns = List.copyOf(standIns);
  }

  /** Tries beyond the first, of all calls. */
  long retries() {
    return retries.get();
  }

  /**
   * Asks, and returns when there is an answer or hope has ended.
   *
   * @throws CollectException if no call can succeed
   */
  Reply ask(Call asked) throws InterruptedException {
    Call call = newer.contains(asked.model().id()) ? asked.respelt() : asked;
    double usd = 0;
    for (int attempt = 1; ; attempt++) {
      pace.await(call.model().id());
      if (!budget.reserve(mostUsd(call))) {
        return new Reply.Unaffordable(usd);
      }
      switch (paid(call)) {
        case Verdict.Done(Reply reply) -> {
          return reply.after(usd);
        }
        case Verdict.Respell _ -> {
          if (call != asked) {
            return new Reply.Missing(Cause.REJECTED, usd);
          }
          newer.add(call.model().id());
          call = asked.respelt();
        }
        case Verdict.Again again -> {
          usd += again.usd();
          Duration wait = again.pause().orElse(backoff(attempt));
          if (attempt >= patience.attempts() || wait.compareTo(patience.longestWait()) > 0) {
            return new Reply.Missing(again.cause(), usd);
          }
          retries.incrementAndGet();
          rest(call, again, wait);
        }
      }
    }
  }

  /** A server that says how long is obeyed by all; else it is this call alone that waits. */
  private void rest(Call call, Verdict.Again again, Duration wait) throws InterruptedException {
    if (again.pause().isPresent()) {
      pace.hold(call.model().id(), wait);
    } else {
      Thread.sleep(wait);
    }
  }

  private Duration backoff(int attempt) {
    Duration wait = patience.firstWait().multipliedBy(1L << Math.min(attempt - 1, 20));
    return wait.compareTo(patience.longestWait()) > 0 ? patience.longestWait() : wait;
  }

  /** One try; what was set aside for it is settled by what it cost. */
  private Verdict paid(Call call) throws InterruptedException {
    double usd = 0;
    try {
      Verdict verdict = attempt(call);
      usd = verdict.usd();
      return verdict;
    } finally {
      budget.settle(mostUsd(call), usd);
    }
  }

  /** Whoever answers. */
  private double mostUsd(Call call) {
    return standIns.stream().mapToDouble(call::mostUsd).reduce(call.mostUsd(), Math::max);
  }

  private Verdict attempt(Call call) throws InterruptedException {
    var request =
        HttpRequest.newBuilder(envoy.resolve(call.api().path()))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(call.body()));
    if (call.api().dialect() == Dialect.ANTHROPIC) {
      request.header("anthropic-version", "2023-06-01");
    }
    headers.forEach(request::setHeader);
    // The request's own timeout would end with the headers; an answer may hang behind them.
    CompletableFuture<HttpResponse<byte[]>> response =
        http.sendAsync(
            request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
    try {
      return reader.read(call, response.get(patience.timeout().toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException _) {
      return new Verdict.Done(new Reply.Missing(Cause.TIMED_OUT, 0));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException) {
        return new Verdict.Again(Cause.UNAVAILABLE, Optional.empty(), 0);
      }
      throw new IllegalStateException("asking " + call, e.getCause());
    } finally {
      boolean _ = response.cancel(true);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
