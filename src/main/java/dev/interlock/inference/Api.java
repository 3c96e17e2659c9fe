package dev.interlock.inference;

import java.util.Optional;

/** An inference endpoint. What a model can serve is a set of these, and a hard constraint. */
public enum Api {
  CHAT("chat", "/v1/chat/completions", Dialect.OPENAI),
  COMPLETIONS("completions", "/v1/completions", Dialect.OPENAI),
  EMBEDDINGS("embeddings", "/v1/embeddings", Dialect.OPENAI),
  RESPONSES("responses", "/v1/responses", Dialect.OPENAI),
  MESSAGES("messages", "/v1/messages", Dialect.ANTHROPIC);

  private final String id;
  private final String path;
  private final Dialect dialect;

  Api(String id, String path, Dialect dialect) {
    this.id = id;
    this.path = path;
    this.dialect = dialect;
  }

  /** The name used in configuration, decisions and metrics. */
  public String id() {
    return id;
  }

  /** The request path, without query. */
  public String path() {
    return path;
  }

  public Dialect dialect() {
    return dialect;
  }

  /**
   * The endpoint at {@code path}, whose query string, if any, is ignored. Other case and a trailing
   * slash name the same endpoint: they must be no way around the rules.
   */
  public static Optional<Api> atPath(String path) {
    int query = path.indexOf('?');
    int length = query < 0 ? path.length() : query;
    while (length > 0 && path.charAt(length - 1) == '/') {
      length--;
    }
    for (Api api : values()) {
      if (api.path.length() == length && path.regionMatches(true, 0, api.path, 0, length)) {
        return Optional.of(api);
      }
    }
    return Optional.empty();
  }

  /** The endpoint named {@code id} in configuration. */
  public static Optional<Api> named(String id) {
    for (Api api : values()) {
      if (api.id.equals(id)) {
        return Optional.of(api);
      }
    }
    return Optional.empty();
  }
}
