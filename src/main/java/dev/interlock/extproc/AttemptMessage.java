package dev.interlock.extproc;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.interlock.inference.Api;
import dev.interlock.inference.RequestHead;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingRequest;
import java.util.Arrays;
import java.util.Optional;

/**
 * What the attempt filter's first message says.
 *
 * @param head the request's headers as they are now
 * @param model id of the model whose turn it is
 * @param number of the attempt, from 1
 * @param decisionId the decision behind it
 * @param api which endpoint the client asked
 * @param stream whether a stream was asked for
 * @param efforts what the models of the plan are told of thinking
 */
record AttemptMessage(
    RequestHead head,
    String model,
    int number,
    String decisionId,
    Optional<Api> api,
    boolean stream,
    Efforts efforts) {

  static AttemptMessage of(ProcessingRequest message, RequestHead head) {
    Struct ours =
        message
            .getMetadataContext()
            .getFilterMetadataOrDefault(MetadataNames.NAMESPACE, Struct.getDefaultInstance());
    Struct plan =
        ours.getFieldsOrDefault(MetadataNames.PLAN, Value.getDefaultInstance()).getStructValue();
    Struct decision =
        ours.getFieldsOrDefault(MetadataNames.DECISION, Value.getDefaultInstance())
            .getStructValue();
    String api = text(plan, MetadataNames.API);
    return new AttemptMessage(
        head,
        head.header(HeaderNames.ATTEMPT),
        number(head.header(HeaderNames.ATTEMPT_COUNT)),
        text(decision, "id"),
        Arrays.stream(Api.values()).filter(a -> a.id().equals(api)).findFirst(),
        plan.getFieldsOrDefault(MetadataNames.STREAM, Value.getDefaultInstance()).getBoolValue(),
        Efforts.decode(plan));
  }

  private static String text(Struct struct, String field) {
    return struct.getFieldsOrDefault(field, Value.getDefaultInstance()).getStringValue();
  }

  private static int number(String text) {
    return text.length() == 1 && text.charAt(0) >= '1' && text.charAt(0) <= '9'
        ? text.charAt(0) - '0'
        : 1;
  }
}
