package dev.interlock.extproc;

import com.google.protobuf.UnsafeByteOperations;
import dev.interlock.catalog.Model;
import dev.interlock.catalog.Upstream;
import io.envoyproxy.envoy.extensions.filters.http.ext_proc.v3.ProcessingMode;
import io.envoyproxy.envoy.extensions.filters.http.ext_proc.v3.ProcessingMode.BodySendMode;
import io.envoyproxy.envoy.extensions.filters.http.ext_proc.v3.ProcessingMode.HeaderSendMode;
import io.envoyproxy.envoy.service.ext_proc.v3.BodyMutation;
import io.envoyproxy.envoy.service.ext_proc.v3.BodyResponse;
import io.envoyproxy.envoy.service.ext_proc.v3.CommonResponse;
import io.envoyproxy.envoy.service.ext_proc.v3.HeaderMutation;
import io.envoyproxy.envoy.service.ext_proc.v3.HeadersResponse;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingResponse;

/** What the attempt filter is told. */
final class AttemptReplies {
  private static final String ROOT = "/v1";

  /** A mode override is the whole mode: body modes left unset mean NONE. */
  private static final ProcessingMode WITH_BODY =
      ProcessingMode.newBuilder()
          .setRequestHeaderMode(HeaderSendMode.SEND)
          .setResponseHeaderMode(HeaderSendMode.SEND)
          .setRequestBodyMode(BodySendMode.BUFFERED)
          .build();

  private AttemptReplies() {}

  /**
   * Asks for the body, and sets the headers for another model. All attempts share their headers: a
   * length set for one would be wrong for the next, so there is none from now on.
   */
  static ProcessingResponse anotherTurn(AttemptMessage message, Model model) {
    var headers = HeaderMutation.newBuilder().addRemoveHeaders(HeaderNames.CONTENT_LENGTH);
    String path = path(message, model);
    if (!path.equals(message.head().path())) {
      headers.addSetHeaders(ReplyEncoder.set(HeaderNames.PATH, path));
    }
    return ProcessingResponse.newBuilder()
        .setRequestHeaders(
            HeadersResponse.newBuilder()
                .setResponse(CommonResponse.newBuilder().setHeaderMutation(headers)))
        .setModeOverride(WITH_BODY)
        .build();
  }

  static ProcessingResponse body(byte[] body) {
    var mutation = BodyMutation.newBuilder().setBody(UnsafeByteOperations.unsafeWrap(body));
    return ProcessingResponse.newBuilder()
        .setRequestBody(
            BodyResponse.newBuilder()
                .setResponse(CommonResponse.newBuilder().setBodyMutation(mutation)))
        .build();
  }

  /** Where {@code model}'s server has the endpoint, with the client's query. */
  private static String path(AttemptMessage message, Model model) {
    String now = message.head().path();
    int query = now.indexOf('?');
    String prefix = model.upstream().map(Upstream::pathPrefix).orElse("");
    String root = prefix.isEmpty() ? ROOT : prefix.replaceFirst("/$", "");
    return root
        + message.api().orElseThrow().path().substring(ROOT.length())
        + (query < 0 ? "" : now.substring(query));
  }
}
