package dev.interlock.extproc;

import dev.interlock.dialect.ErrorBody;
import dev.interlock.inference.Api;
import dev.interlock.inference.Caller;
import dev.interlock.inference.RequestError;
import dev.interlock.inference.RequestError.Kind;
import dev.interlock.inference.RequestHead;
import java.util.Optional;
import java.util.function.Function;

/** Tells from the headers what a request is, and answers at once what needs no body. Pure. */
final class RequestClassifier implements Function<RequestHead, RequestClass> {
  private final ModelListing models;
  private final boolean refuseUnlisted;

  /**
   * A classifier.
   *
   * @param models answers {@code /v1/models}
   * @param refuseUnlisted whether paths that are no endpoint get 404 instead of Envoy's fail-safe
   *     route
   */
  RequestClassifier(ModelListing models, boolean refuseUnlisted) {
    this.models = models;
    this.refuseUnlisted = refuseUnlisted;
  }

  @Override
  public RequestClass apply(RequestHead head) {
    if (head.caller() instanceof Caller.Unidentified) {
      // Envoy should have: an authentication filter is missing, or stands behind ours.
      var error = new RequestError(Kind.UNAUTHENTICATED, "Nobody has said who you are.", "");
      return answered(LocalReply.error(ErrorBody.dialectOf(head), error));
    }
    Optional<Api> api = Api.atPath(head.path());
    if (api.isPresent()) {
      return inference(api.get(), head);
    }
    if (head.method().equals("GET") && ModelListing.isAt(head.path())) {
      return new RequestClass.Answered(models.answer(head));
    }
    if (!refuseUnlisted) {
      return new RequestClass.Unlisted();
    }
    var error = new RequestError(Kind.NOT_FOUND, "There is no such endpoint here.", "");
    return answered(LocalReply.error(ErrorBody.dialectOf(head), error));
  }

  private static RequestClass inference(Api api, RequestHead head) {
    if (!head.method().equals("POST")) {
      var error = new RequestError(Kind.METHOD_NOT_ALLOWED, "This endpoint takes POST.", "");
      return answered(LocalReply.error(api.dialect(), error).with(HeaderNames.ALLOW, "POST"));
    }
    String encoding = head.header(HeaderNames.CONTENT_ENCODING).strip();
    if (!encoding.isEmpty() && !encoding.equalsIgnoreCase("identity")) {
      var error =
          new RequestError(
              Kind.UNSUPPORTED_ENCODING,
              "content-encoding: not supported here (expected: identity)",
              "");
      return answered(LocalReply.error(api.dialect(), error));
    }
    return new RequestClass.Inference(api);
  }

  private static RequestClass answered(LocalReply reply) {
    return new RequestClass.Answered(new Answer.Reply(Optional.empty(), reply));
  }
}
