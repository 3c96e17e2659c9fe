package dev.interlock.cache;

import dev.interlock.inference.Caller;
import dev.interlock.inference.RequestHead;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Who may share an answer: those of one tenant. Where Envoy knows no tenant, those whose headers
 * are the same, but for those that are known to say nothing of who calls: nobody knows by which
 * header an operator tells callers apart.
 */
final class Circle {
  /** Headers that differ between requests of one caller. */
  private static final Set<String> NEUTRAL =
      Set.of(
          "b3",
          "cache-control",
          "cdn-loop",
          "cf-ray",
          "connection",
          "content-encoding",
          "content-length",
          "content-type",
          "date",
          "dnt",
          "expect",
          "forwarded",
          "grpc-timeout",
          "http-referer",
          "idempotency-key",
          "keep-alive",
          "origin",
          "postman-token",
          "pragma",
          "priority",
          "referer",
          "request-id",
          "te",
          "traceparent",
          "tracestate",
          "transfer-encoding",
          "user-agent",
          "via",
          "x-amzn-trace-id",
          "x-client-request-id",
          "x-cloud-trace-context",
          "x-correlation-id",
          "x-forwarded-for",
          "x-forwarded-host",
          "x-forwarded-port",
          "x-forwarded-proto",
          "x-ot-span-context",
          "x-real-ip",
          "x-request-id",
          "x-request-start",
          "x-title",
          "x-trace-id");

  /** Prefixes of such headers; {@code x-stainless-} is how OpenAI's and Anthropic's clients are. */
  private static final Set<String> NEUTRAL_PREFIXES =
      Set.of("accept", "sec-", "x-b3-", "x-datadog-", "x-envoy-", "x-interlock-", "x-stainless-");

  /** Prefixes of the headers by which providers' answers differ. */
  private static final Set<String> PROVIDERS = Set.of("openai-", "anthropic-", "x-goog-");

  private Circle() {}

  static void add(RequestHead head, KeyMaker.Draft to) {
    boolean known = head.caller() instanceof Caller.Known;
    switch (head.caller()) {
      case Caller.Known caller -> to.add("tenant").add(caller.tenant());
      case Caller.Anonymous _ -> to.add("anonymous");
      case Caller.Unidentified _ -> to.add("unidentified");
    }
    var telling = new TreeMap<String, String>();
    for (Map.Entry<String, String> header : head.headers().entrySet()) {
      String name = header.getKey();
      if (known ? startsWithAny(name, PROVIDERS) : isTelling(name)) {
        telling.put(name, header.getValue());
      }
    }
    to.begin(telling.size());
    telling.forEach((name, value) -> to.add(name).add(value));
  }

  static boolean isTelling(String name) {
    return !NEUTRAL.contains(name) && !startsWithAny(name, NEUTRAL_PREFIXES);
  }

  private static boolean startsWithAny(String name, Set<String> prefixes) {
    return prefixes.stream().anyMatch(name::startsWith);
  }
}
