package dev.interlock.extproc;

import dev.interlock.inference.Api;
import dev.interlock.inference.Caller;
import dev.interlock.inference.RequestHead;
import dev.interlock.rollout.Rollout;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the headers announce while only a share is enforced: all else is nobody's business. What may
 * be enforced and cannot be read is refused as ever, since its body could have told. Pure.
 */
final class RolloutClassifier implements Function<RequestHead, RequestClass> {
  private final Function<RequestHead, RequestClass> enforced;
  private final Rollout rollout;

  /**
   * @param enforced tells what a request is that is enforced
   */
  RolloutClassifier(Function<RequestHead, RequestClass> enforced, Rollout rollout) {
    this.enforced = enforced;
    this.rollout = rollout;
  }

  @Override
  public RequestClass apply(RequestHead head) {
    // Nobody whom Envoy should have named and did not passes, in whatever share.
    if (head.caller() instanceof Caller.Unidentified) {
      return enforced.apply(head);
    }
    Optional<Api> api = Api.atPath(head.path());
    if (api.isEmpty()) {
      return new RequestClass.Unlisted();
    }
    boolean may = rollout.mayEnforce(api.get(), head);
    return switch (enforced.apply(head)) {
      case RequestClass.Inference _ ->
          may
              ? new RequestClass.Inference(api.get(), true)
              : new RequestClass.Unenforced(api.get());
      case RequestClass.Answered answered -> may ? answered : new RequestClass.Unlisted();
      case RequestClass.Unlisted unlisted -> unlisted;
      case RequestClass.Unenforced unenforced -> unenforced;
    };
  }
}
