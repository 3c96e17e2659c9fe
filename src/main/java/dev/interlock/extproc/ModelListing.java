package dev.interlock.extproc;

import dev.interlock.catalog.Model;
import dev.interlock.catalog.ModelCatalog;
import dev.interlock.catalog.VirtualModel;
import dev.interlock.dialect.ModelList;
import dev.interlock.inference.Dialect;
import dev.interlock.inference.RequestError;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** Answers {@code /v1/models} with the virtual models first, then the physical ones. Immutable. */
final class ModelListing {
  private static final String OWNER = "interlock";
  private static final String REASON = "models_listed";

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

  Answer.Reply all(Dialect dialect) {
    return found(models.list(dialect));
  }

  Answer.Reply one(Dialect dialect, String id) {
    return models.one(dialect, id).map(ModelListing::found).orElseGet(() -> unknown(dialect));
  }

  private static Answer.Reply found(byte[] body) {
    return new Answer.Reply(Optional.empty(), LocalReply.json(200, body, REASON));
  }

  private static Answer.Reply unknown(Dialect dialect) {
    var error =
        new RequestError(
            RequestError.Kind.UNKNOWN_MODEL, "There is no model of this name.", "model");
    return new Answer.Reply(Optional.empty(), LocalReply.error(dialect, error));
  }
}
