package dev.interlock.extproc;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.interlock.inference.Caller;
import dev.interlock.inference.RequestHead;
import io.envoyproxy.envoy.config.core.v3.HeaderMap;
import io.envoyproxy.envoy.config.core.v3.HeaderValue;
import io.envoyproxy.envoy.extensions.filters.http.ext_proc.v3.ProcessingMode.BodySendMode;
import io.envoyproxy.envoy.service.ext_proc.v3.HttpHeaders;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Envoy's messages as stream events. */
final class EventDecoder {
  /** Under which Envoy sends the attributes that a filter asked for. */
  private static final String FILTER = "envoy.filters.http.ext_proc";

  private static final String SERVED_BY =
      "xds.upstream_host_metadata.filter_metadata['interlock']['model']";
  private static final String ATTEMPTS = "upstream.request_attempt_count";

  private EventDecoder() {}

  /** The event, of somebody who is not asked who they are. */
  static StreamEvent decode(ProcessingRequest message) {
    return decode(message, _ -> Caller.anonymous());
  }

  static StreamEvent decode(
      ProcessingRequest message, Function<ProcessingRequest, Caller> callers) {
    return switch (message.getRequestCase()) {
      case REQUEST_HEADERS -> requestHeaders(message, callers.apply(message));
      case REQUEST_BODY ->
          new StreamEvent.RequestBody(
              message.getRequestBody().getBody(), message.getRequestBody().getEndOfStream());
      case REQUEST_TRAILERS -> new StreamEvent.RequestTrailers();
      case RESPONSE_HEADERS -> responseHeaders(message);
      case RESPONSE_BODY ->
          new StreamEvent.ResponseBody(
              message.getResponseBody().getBody(), message.getResponseBody().getEndOfStream());
      case RESPONSE_TRAILERS -> new StreamEvent.ResponseTrailers();
      case REQUEST_NOT_SET -> new StreamEvent.Unknown();
    };
  }

  private static StreamEvent requestHeaders(ProcessingRequest message, Caller caller) {
    HttpHeaders headers = message.getRequestHeaders();
    String method = "";
    String path = "";
    Map<String, String> plain = HashMap.newHashMap(headers.getHeaders().getHeadersCount());
    for (HeaderValue header : headers.getHeaders().getHeadersList()) {
      switch (header.getKey()) {
        case ":method" -> method = value(header);
        case ":path" -> path = value(header);
        // Envoy's name of the Host header, in every version of HTTP.
        case ":authority" -> plain.put("host", value(header));
        default -> {
          if (!header.getKey().startsWith(":")) {
            plain.merge(
                header.getKey().toLowerCase(Locale.ROOT), value(header), (a, b) -> a + "," + b);
          }
        }
      }
    }
    return new StreamEvent.RequestHeaders(
        new RequestHead(method, path, plain, caller), headers.getEndOfStream(), supported(message));
  }

  /**
   * BUFFERED, the only mode in which a decision can both read the body and move the request; NONE
   * is for requests without one.
   */
  private static boolean supported(ProcessingRequest message) {
    if (message.getObservabilityMode()) {
      return false;
    }
    if (!message.hasProtocolConfig()) {
      return true;
    }
    BodySendMode mode = message.getProtocolConfig().getRequestBodyMode();
    return mode == BodySendMode.BUFFERED || mode == BodySendMode.NONE;
  }

  private static StreamEvent responseHeaders(ProcessingRequest message) {
    HttpHeaders headers = message.getResponseHeaders();
    Struct attributes = message.getAttributesOrDefault(FILTER, Struct.getDefaultInstance());
    return new StreamEvent.ResponseHeaders(
        status(first(headers.getHeaders(), ":status")),
        first(headers.getHeaders(), "content-type"),
        first(headers.getHeaders(), "content-encoding"),
        headers.getEndOfStream(),
        retryAfter(first(headers.getHeaders(), HeaderNames.RETRY_AFTER)),
        attribute(attributes, SERVED_BY).getStringValue(),
        (int) attribute(attributes, ATTEMPTS).getNumberValue());
  }

  private static Value attribute(Struct attributes, String name) {
    return attributes.getFieldsOrDefault(name, Value.getDefaultInstance());
  }

  /** In seconds; a date is not understood, as no model server sends one. */
  private static Optional<Duration> retryAfter(String text) {
    boolean seconds =
        !text.isEmpty() && text.length() <= 9 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return seconds ? Optional.of(Duration.ofSeconds(Long.parseLong(text))) : Optional.empty();
  }

  private static int status(String text) {
    if (text.length() != 3) {
      return 0;
    }
    int status = 0;
    for (int i = 0; i < 3; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return 0;
      }
      status = status * 10 + digit;
    }
    return status;
  }

  private static String first(HeaderMap headers, String name) {
    for (HeaderValue header : headers.getHeadersList()) {
      if (header.getKey().equals(name)) {
        return value(header);
      }
    }
    return "";
  }

  /**
   * Envoy sends {@code raw_value}; {@code value} is for other senders. Header bytes outside UTF-8
   * become replacement characters.
   */
  private static String value(HeaderValue header) {
    return header.getRawValue().isEmpty() ? header.getValue() : header.getRawValue().toStringUtf8();
  }
}
