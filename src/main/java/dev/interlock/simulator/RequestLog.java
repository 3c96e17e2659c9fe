package dev.interlock.simulator;

import dev.interlock.digest.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a server was asked: counts of everything, and the last 64 requests. Thread-safe. */
public final class RequestLog {
  private static final int KEPT = 64;
  private static final int KEPT_BODY_BYTES = 64 * 1024;
  private static final byte[] NO_BODY = {};

  private final ArrayDeque<Kept> last = new ArrayDeque<>(KEPT);
  private final Map<Integer, Long> byStatus = new TreeMap<>();

  /**
   * One request.
   *
   * @param model the model name asked for; empty where none was read
   * @param status the answer's status; 0 for a hang or a reset
   * @param headers by lower-case name; of repeated headers the first
   * @param bytes size of the body
   * @param bodySha256 in hexadecimal
   * @param body the body as UTF-8; empty when it is larger than 64 KiB
   */
  public record Entry(
      String method,
      String path,
      String model,
      int status,
      Map<String, String> headers,
      int bytes,
      String bodySha256,
      String body) {
    @Override
    public String toString() {
      return "Entry[" + method + " " + path + ", model=" + model + ", status=" + status + "]";
    }
  }

  /** Headers and hash are worked out when somebody asks: most requests are never looked at. */
  private record Kept(Incoming request, String model, int status, int bytes, String sha256) {
    Entry entry() {
      Map<String, String> headers = new TreeMap<>();
      request
          .headers()
          .forEach(
              header ->
                  headers.putIfAbsent(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
      return new Entry(
          request.method(),
          request.path(),
          model,
          status,
          headers,
          bytes,
          sha256.isEmpty() ? Sha256.hex(request.body()) : sha256,
          new String(request.body(), StandardCharsets.UTF_8));
    }
  }

  /** The last requests, newest first. */
  public List<Entry> last() {
    List<Kept> kept;
    synchronized (last) {
      kept = List.copyOf(last);
    }
    return kept.reversed().stream().map(Kept::entry).toList();
  }

  /** Requests by the status they got. */
  public Map<Integer, Long> counts() {
    synchronized (last) {
      return new TreeMap<>(byStatus);
    }
  }

  /** All requests. */
  public long count() {
    return counts().values().stream().mapToLong(Long::longValue).sum();
  }

  /** Forgets everything. */
  public void clear() {
    synchronized (last) {
      last.clear();
      byStatus.clear();
    }
  }

  void add(Incoming request, String model, int status) {
    int bytes = request.body().length;
    Kept kept =
        bytes <= KEPT_BODY_BYTES
            ? new Kept(request, model, status, bytes, "")
            : new Kept(withoutBody(request), model, status, bytes, Sha256.hex(request.body()));
    synchronized (last) {
      if (last.size() == KEPT) {
        last.removeFirst();
      }
      last.addLast(kept);
      byStatus.merge(status, 1L, Long::sum);
    }
  }

  private static Incoming withoutBody(Incoming request) {
    return new Incoming(request.method(), request.path(), request.headers(), NO_BODY);
  }
}
