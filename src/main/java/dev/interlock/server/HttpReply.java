package dev.interlock.server;

import java.nio.charset.StandardCharsets;

/** An answer of an {@link HttpListener.Handler}. */
public final class HttpReply {
  private final int status;
  private final String contentType;
  private final byte[] body;

  public HttpReply(int status, String contentType, byte[] body) {
    this.status = status;
    this.contentType = contentType;
    this.body = body.clone();
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

  byte[] body() {
    return body;
  }
}
