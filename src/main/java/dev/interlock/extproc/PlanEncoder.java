package dev.interlock.extproc;

import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.util.Values;
import dev.interlock.catalog.Model;
import io.envoyproxy.envoy.service.ext_proc.v3.HeaderMutation;

/** A plan of several models as what Envoy must know of it. */
final class PlanEncoder {
  private PlanEncoder() {}

  /**
   * The metadata of a forwarded request. The plan travels in it, as well as in {@code headers}:
   * Envoy keeps both as long as the request lives, and no client can set them.
   *
   * @param decision what the access log shows
   */
  static Struct encode(Answer.Forward forward, HeaderMutation.Builder headers, Struct decision) {
    var ours = Struct.newBuilder().putFields(MetadataNames.DECISION, Values.of(decision));
    var metadata = Struct.newBuilder();
    Plan plan = forward.plan();
    if (!plan.chain().isSingle()) {
      int retries = plan.chain().models().size() - 1;
      headers
          .addSetHeaders(ReplyEncoder.set(HeaderNames.MAX_RETRIES, Integer.toString(retries)))
          .addSetHeaders(
              ReplyEncoder.set(
                  HeaderNames.PER_TRY_TIMEOUT, Long.toString(plan.patience().toMillis())));
      var attempts =
          Struct.newBuilder()
              .putFields(MetadataNames.API, Values.of(forward.request().api().id()))
              .putFields(MetadataNames.STREAM, Values.of(forward.request().stream()));
      plan.efforts().encode(attempts);
      ours.putFields(MetadataNames.PLAN, Values.of(attempts.build()));
      metadata.putFields(MetadataNames.GROUPS_NAMESPACE, Values.of(groups(plan)));
    }
    return metadata.putFields(MetadataNames.NAMESPACE, Values.of(ours.build())).build();
  }

  private static Struct groups(Plan plan) {
    var groups = ListValue.newBuilder();
    for (Model model : plan.chain().models()) {
      groups.addValues(
          Values.of(
              Struct.newBuilder()
                  .putFields(MetadataNames.GROUP_NAME, Values.of(model.cluster()))
                  .build()));
    }
    return Struct.newBuilder().putFields(MetadataNames.GROUPS, Values.of(groups.build())).build();
  }
}
