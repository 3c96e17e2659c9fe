package dev.interlock.extproc;

import com.google.protobuf.ByteString;
import com.google.protobuf.Struct;
import com.google.protobuf.UnsafeByteOperations;
import com.google.protobuf.util.Values;
import dev.interlock.extproc.Action.Phase;
import dev.interlock.inference.Usage;
import dev.interlock.proto.decision.v1.Decision;
import io.envoyproxy.envoy.config.core.v3.HeaderValue;
import io.envoyproxy.envoy.config.core.v3.HeaderValueOption;
import io.envoyproxy.envoy.config.core.v3.HeaderValueOption.HeaderAppendAction;
import io.envoyproxy.envoy.extensions.filters.http.ext_proc.v3.ProcessingMode;
import io.envoyproxy.envoy.extensions.filters.http.ext_proc.v3.ProcessingMode.BodySendMode;
import io.envoyproxy.envoy.extensions.filters.http.ext_proc.v3.ProcessingMode.HeaderSendMode;
import io.envoyproxy.envoy.service.ext_proc.v3.BodyMutation;
import io.envoyproxy.envoy.service.ext_proc.v3.BodyResponse;
import io.envoyproxy.envoy.service.ext_proc.v3.CommonResponse;
import io.envoyproxy.envoy.service.ext_proc.v3.HeaderMutation;
import io.envoyproxy.envoy.service.ext_proc.v3.HeadersResponse;
import io.envoyproxy.envoy.service.ext_proc.v3.ImmediateResponse;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingResponse;
import io.envoyproxy.envoy.service.ext_proc.v3.TrailersResponse;
import io.envoyproxy.envoy.type.v3.HttpStatus;
import io.envoyproxy.envoy.type.v3.StatusCode;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** Actions as messages to Envoy. The replies that carry nothing are constants. */
final class ReplyEncoder {
  private static final ProcessingResponse CONTINUE_REQUEST_HEADERS =
      ProcessingResponse.newBuilder()
          .setRequestHeaders(HeadersResponse.getDefaultInstance())
          .build();
  private static final ProcessingResponse CONTINUE_REQUEST_BODY =
      ProcessingResponse.newBuilder().setRequestBody(BodyResponse.getDefaultInstance()).build();
  private static final ProcessingResponse CONTINUE_REQUEST_TRAILERS =
      ProcessingResponse.newBuilder()
          .setRequestTrailers(TrailersResponse.getDefaultInstance())
          .build();
  private static final ProcessingResponse CONTINUE_RESPONSE_HEADERS =
      ProcessingResponse.newBuilder()
          .setResponseHeaders(HeadersResponse.getDefaultInstance())
          .build();
  private static final ProcessingResponse CONTINUE_RESPONSE_BODY =
      ProcessingResponse.newBuilder().setResponseBody(BodyResponse.getDefaultInstance()).build();
  private static final ProcessingResponse CONTINUE_RESPONSE_TRAILERS =
      ProcessingResponse.newBuilder()
          .setResponseTrailers(TrailersResponse.getDefaultInstance())
          .build();

  /** Has the route chosen again. */
  private static final ProcessingResponse CLAIM =
      ProcessingResponse.newBuilder()
          .setRequestHeaders(
              HeadersResponse.newBuilder()
                  .setResponse(
                      CommonResponse.newBuilder()
                          .setHeaderMutation(
                              HeaderMutation.newBuilder()
                                  .addSetHeaders(set(HeaderNames.SHARE, "enforced")))
                          .setClearRouteCache(true)))
          .build();

  private static final ProcessingResponse LEAVE_ALONE =
      ProcessingResponse.newBuilder()
          .setRequestBody(
              BodyResponse.newBuilder()
                  .setResponse(
                      CommonResponse.newBuilder()
                          .setHeaderMutation(
                              HeaderMutation.newBuilder().addRemoveHeaders(HeaderNames.SHARE))
                          .setClearRouteCache(true)))
          .build();

  /** A mode override is the whole mode: body modes left unset mean NONE. */
  private static final ProcessingResponse CONTINUE_WITHOUT_BODY =
      CONTINUE_REQUEST_HEADERS.toBuilder()
          .setModeOverride(
              ProcessingMode.newBuilder()
                  .setRequestHeaderMode(HeaderSendMode.SEND)
                  .setResponseHeaderMode(HeaderSendMode.SKIP)
                  .setRequestBodyMode(BodySendMode.NONE))
          .build();

  private static final ProcessingMode OBSERVE_RESPONSE_BODY =
      ProcessingMode.newBuilder()
          .setRequestHeaderMode(HeaderSendMode.SEND)
          .setResponseHeaderMode(HeaderSendMode.SEND)
          .setRequestBodyMode(BodySendMode.BUFFERED)
          .setResponseBodyMode(BodySendMode.STREAMED)
          .build();

  private static final ProcessingResponse OBSERVED_RESPONSE =
      CONTINUE_RESPONSE_HEADERS.toBuilder().setModeOverride(OBSERVE_RESPONSE_BODY).build();

  private final Function<Decision, Struct> metadata;

  ReplyEncoder(Function<Decision, Struct> metadata) {
    this.metadata = metadata;
  }

  static ProcessingResponse proceed(Phase phase) {
    return switch (phase) {
      case REQUEST_HEADERS -> CONTINUE_REQUEST_HEADERS;
      case REQUEST_BODY -> CONTINUE_REQUEST_BODY;
      case REQUEST_TRAILERS -> CONTINUE_REQUEST_TRAILERS;
      case RESPONSE_HEADERS -> CONTINUE_RESPONSE_HEADERS;
      case RESPONSE_BODY -> CONTINUE_RESPONSE_BODY;
      case RESPONSE_TRAILERS -> CONTINUE_RESPONSE_TRAILERS;
    };
  }

  /** Asks Envoy for patience; it goes on waiting for the reply that is owed. */
  static ProcessingResponse waiting(Duration patience) {
    return ProcessingResponse.newBuilder()
        .setOverrideMessageTimeout(
            com.google.protobuf.Duration.newBuilder()
                .setSeconds(patience.getSeconds())
                .setNanos(patience.getNano()))
        .build();
  }

  /** Continues request headers; the request is ours to decide. */
  static ProcessingResponse claim() {
    return CLAIM;
  }

  /** Continues the message of {@code phase} as if the request had never been claimed. */
  static ProcessingResponse leaveAlone(Phase phase) {
    return phase == Phase.REQUEST_BODY ? LEAVE_ALONE : proceed(phase);
  }

  /** Continues response headers and asks for the body's chunks. */
  static ProcessingResponse observedResponse() {
    return OBSERVED_RESPONSE;
  }

  static ProcessingResponse proceedWithoutBody() {
    return CONTINUE_WITHOUT_BODY;
  }

  /**
   * The decision: the cluster header with a cleared route cache, and the edited body with its
   * length. Envoy refuses a buffered body whose content-length disagrees, so the length is set
   * exactly when the request had one.
   */
  ProcessingResponse forward(Action.SendForward action) {
    Answer.Forward forward = action.forward();
    var headers =
        HeaderMutation.newBuilder()
            .addSetHeaders(set(HeaderNames.CLUSTER, forward.plan().chain().cluster()))
            // A compressed answer could not be read in passing.
            .addRemoveHeaders(HeaderNames.ACCEPT_ENCODING);
    var common = CommonResponse.newBuilder().setClearRouteCache(true);
    forward
        .body()
        .ifPresent(
            body -> {
              if (action.hasContentLength()) {
                headers.addSetHeaders(
                    set(HeaderNames.CONTENT_LENGTH, Integer.toString(body.length)));
              }
              common.setBodyMutation(
                  BodyMutation.newBuilder().setBody(UnsafeByteOperations.unsafeWrap(body)));
            });
    Struct metadata = PlanEncoder.encode(forward, headers, this.metadata.apply(forward.decision()));
    common.setHeaderMutation(headers);
    var reply = ProcessingResponse.newBuilder().setDynamicMetadata(metadata);
    return action.phase() == Phase.REQUEST_HEADERS
        ? reply.setRequestHeaders(HeadersResponse.newBuilder().setResponse(common)).build()
        : reply.setRequestBody(BodyResponse.newBuilder().setResponse(common)).build();
  }

  /** Response headers with our own added. */
  static ProcessingResponse response(Action.ContinueResponse action) {
    Decision decision = action.forward().decision();
    var headers =
        HeaderMutation.newBuilder()
            .addSetHeaders(set(HeaderNames.DECISION, decision.getId()))
            .addSetHeaders(set(HeaderNames.MODEL, action.forward().model().id()))
            .addSetHeaders(set(HeaderNames.REASON, decision.getReason()));
    String effort = action.forward().effort();
    if (effort.isEmpty()) {
      // A server's own would be taken for ours.
      headers.addRemoveHeaders(HeaderNames.EFFORT);
    } else {
      headers.addSetHeaders(set(HeaderNames.EFFORT, effort));
    }
    headers.addRemoveHeaders(HeaderNames.CACHE_ENTRY);
    if (decision.hasCache()) {
      headers.addSetHeaders(set(HeaderNames.CACHE, decision.getCache().getStatus()));
    } else {
      headers.addRemoveHeaders(HeaderNames.CACHE);
    }
    var reply =
        ProcessingResponse.newBuilder()
            .setResponseHeaders(
                HeadersResponse.newBuilder()
                    .setResponse(CommonResponse.newBuilder().setHeaderMutation(headers)));
    if (action.observe()) {
      reply.setModeOverride(OBSERVE_RESPONSE_BODY);
    }
    return reply.build();
  }

  ProcessingResponse reply(Answer.Reply answer) {
    LocalReply local = answer.reply();
    var headers =
        HeaderMutation.newBuilder()
            .addSetHeaders(set(HeaderNames.CONTENT_TYPE, local.contentType()))
            .addSetHeaders(set(HeaderNames.REASON, local.reason()));
    if (!local.headers().containsKey(HeaderNames.MODEL)) {
      // Envoy's fail-safe route, matched by then, says that its model answers.
      headers.addRemoveHeaders(HeaderNames.MODEL);
    }
    answer.decision().ifPresent(d -> headers.addSetHeaders(set(HeaderNames.DECISION, d.getId())));
    local.headers().forEach((name, value) -> headers.addSetHeaders(set(name, value)));
    var reply =
        ProcessingResponse.newBuilder()
            .setImmediateResponse(
                ImmediateResponse.newBuilder()
                    .setStatus(
                        HttpStatus.newBuilder().setCode(StatusCode.forNumber(local.status())))
                    .setHeaders(headers)
                    .setBody(local.body())
                    .setDetails("interlock_" + local.reason()));
    answer.decision().ifPresent(d -> reply.setDynamicMetadata(metadataOf(d)));
    return reply.build();
  }

  /** Continues the last chunk of an answer and hands its usage to the access log. */
  static ProcessingResponse lastChunk(Optional<Usage> usage) {
    return usage
        .map(
            u ->
                CONTINUE_RESPONSE_BODY.toBuilder()
                    .setDynamicMetadata(inNamespace(MetadataNames.USAGE, fields(u)))
                    .build())
        .orElse(CONTINUE_RESPONSE_BODY);
  }

  private static Struct fields(Usage usage) {
    return Struct.newBuilder()
        .putFields("input_tokens", Values.of((double) usage.inputTokens()))
        .putFields("output_tokens", Values.of((double) usage.outputTokens()))
        .putFields("cached_tokens", Values.of((double) usage.cachedTokens()))
        .putFields("reasoning_tokens", Values.of((double) usage.reasoningTokens()))
        .putFields("estimated", Values.of(usage.estimated()))
        .build();
  }

  private Struct metadataOf(Decision decision) {
    return inNamespace(MetadataNames.DECISION, metadata.apply(decision));
  }

  private static Struct inNamespace(String key, Struct value) {
    Struct namespace = Struct.newBuilder().putFields(key, Values.of(value)).build();
    return Struct.newBuilder().putFields(MetadataNames.NAMESPACE, Values.of(namespace)).build();
  }

  /** Overwrites: a header that a client or an earlier filter set never survives beside ours. */
  static HeaderValueOption set(String name, String value) {
    return HeaderValueOption.newBuilder()
        .setHeader(
            HeaderValue.newBuilder().setKey(name).setRawValue(ByteString.copyFromUtf8(value)))
        .setAppendAction(HeaderAppendAction.OVERWRITE_IF_EXISTS_OR_ADD)
        .build();
  }
}
