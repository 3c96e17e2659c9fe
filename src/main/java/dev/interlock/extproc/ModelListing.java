package dev.interlock.extproc;

import dev.interlock.catalog.Model;
import dev.interlock.catalog.ModelCatalog;
import dev.interlock.catalog.VirtualModel;
import dev.interlock.dialect.ErrorBody;
import dev.interlock.dialect.ModelList;
import dev.interlock.inference.Dialect;
import dev.interlock.inference.RequestError;
import dev.interlock.inference.RequestHead;
import dev.interlock.routing.ReasonCode;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** Answers {@code /v1/models} with the virtual models first, then the physical ones. Immutable. */
final class ModelListing {
  private static final String OWNER = "interlock";

  /**
   * The catalogue does not know when a model was made; a constant keeps answers the same from one
   * to the next.
   */
  private static final Instant CREATED = Instant.EPOCH;

  private final ModelList models;

  ModelListing(ModelCatalog catalog) {
    models =
        new ModelList(
            Stream.concat(
                    catalog.virtualModels().stream().map(VirtualModel::name),
                    catalog.models().stream().map(Model::id))
                .map(id -> new ModelList.Entry(id, OWNER, CREATED))
                .toList());
  }

  /** Whether {@code path} is the list's or one model's. */
  static boolean isAt(String path) {
    int length = ModelList.PATH.length();
    return path.startsWith(ModelList.PATH)
        && (path.length() == length || path.charAt(length) == '?' || path.charAt(length) == '/');
  }

  Answer.Reply answer(RequestHead head) {
    Dialect dialect = ErrorBody.dialectOf(head);
    var error =
        new RequestError(
            RequestError.Kind.UNKNOWN_MODEL, "There is no model of this name.", "model");
    LocalReply reply =
        models
            .at(head.path(), dialect)
            .map(body -> LocalReply.json(200, body, ReasonCode.MODELS_LISTED.code()))
            .orElseGet(() -> LocalReply.error(dialect, error));
    return new Answer.Reply(Optional.empty(), reply);
  }
}
