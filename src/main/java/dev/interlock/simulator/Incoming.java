package dev.interlock.simulator;

import io.netty.handler.codec.http.HttpHeaders;

/** A request as it came in; nobody changes its parts. */
final class Incoming {
  private final String method;
  private final String path;
  private final HttpHeaders headers;
  private final byte[] body;

  /**
   * A request.
   *
   * @param path without query
   */
  Incoming(String method, String path, HttpHeaders headers, byte[] body) {
    this.method = method;
    this.path = path;
    this.headers = headers;
    this.body = body;
  }

  String method() {
    return method;
  }

  String path() {
    return path;
  }

  HttpHeaders headers() {
    return headers;
  }

  /** The value of the header {@code name}; empty when there is none. */
  String header(String name) {
    String value = headers.get(name);
    return value == null ? "" : value;
  }

  byte[] body() {
    return body;
  }

  @Override
  public String toString() {
    return "Incoming[" + method + " " + path + ", bytes=" + body.length + "]";
  }
}
