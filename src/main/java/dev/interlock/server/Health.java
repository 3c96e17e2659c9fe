package dev.interlock.server;

import com.sun.net.httpserver.HttpExchange;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Liveness and readiness. Live as long as the process answers; ready only when everything is loaded
 * and warm, with the reason shown while it is not. Thread-safe.
 */
public final class Health {
  private final AtomicReference<String> notReady = new AtomicReference<>("starting");

  public void ready() {
    notReady.set("");
  }

  public void notReady(String why) {
    notReady.set(why);
  }

  /** Why the process is not ready, or empty if it is. */
  public Optional<String> why() {
    String why = notReady.get();
    return why.isEmpty() ? Optional.empty() : Optional.of(why);
  }

  /** {@code /healthz}. */
  public HttpReply live(HttpExchange exchange) {
    return HttpReply.text(200, "ok\n");
  }

  /** {@code /readyz}. */
  public HttpReply readiness(HttpExchange exchange) {
    return why()
        .map(w -> HttpReply.text(503, "not ready: " + w + "\n"))
        .orElseGet(() -> HttpReply.text(200, "ready\n"));
  }
}
