package dev.interlock.server;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer of an {@link HttpListener.Handler}. */
public final class HttpReply {
  private final int status;
  private final String contentType;
  private final byte[] body;
  private final Map<String, String> headers;

  public HttpReply(int status, String contentType, byte[] body) {
    this(status, contentType, body.clone(), Map.of());
  }

  private HttpReply(int status, String contentType, byte[] body, Map<String, String> headers) {
    this.status = status;
    this.contentType = contentType;
    this.body = body;
    this.headers = headers;
  }

  /** The same with the header {@code name}. */
  public HttpReply with(String name, String value) {
    return with(Map.of(name, value));
  }

  /** The same with {@code more} headers. */
  public HttpReply with(Map<String, String> more) {
    var all = new LinkedHashMap<>(headers);
    all.putAll(more);
    return new HttpReply(status, contentType, body, Collections.unmodifiableMap(all));
  }

  public static HttpReply text(int status, String text) {
    return new HttpReply(
        status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  public static HttpReply json(int status, String json) {
    return new HttpReply(status, "application/json", json.getBytes(StandardCharsets.UTF_8));
  }

  public int status() {
    return status;
  }

  public String contentType() {
    return contentType;
  }

  Map<String, String> headers() {
    return headers;
  }

  byte[] body() {
    return body;
  }
}
