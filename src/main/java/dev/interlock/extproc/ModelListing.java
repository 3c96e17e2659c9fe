package dev.interlock.extproc;

import dev.interlock.catalog.Model;
import dev.interlock.catalog.ModelCatalog;
import dev.interlock.catalog.VirtualModel;
import dev.interlock.dialect.ErrorBody;
import dev.interlock.dialect.ModelList;
import dev.interlock.inference.Caller;
import dev.interlock.inference.Dialect;
import dev.interlock.inference.RequestError;
import dev.interlock.inference.RequestHead;
import dev.interlock.routing.ReasonCode;
import dev.interlock.routing.RoutingSnapshot;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Answers {@code /v1/models} with the virtual models first, then the physical ones: those that the
 * caller may ask for. Immutable.
 */
final class ModelListing {
  private static final String OWNER = "interlock";

  /**
   * The catalogue does not know when a model was made; a constant keeps answers the same from one
   * to the next.
   */
  private static final Instant CREATED = Instant.EPOCH;

  private final RoutingSnapshot routing;
  private final ModelList forAnonymous;

  ModelListing(RoutingSnapshot routing) {
    this.routing = routing;
    this.forAnonymous = list(Caller.anonymous());
  }

  private ModelList list(Caller caller) {
    ModelCatalog catalog = routing.catalog();
    Set<Model> possible =
        catalog.models().stream()
            .filter(model -> !routing.router().neverServes(model, caller))
            .collect(Collectors.toSet());
    Stream<String> virtual =
        catalog.virtualModels().stream()
            .map(VirtualModel::name)
            .distinct()
            .flatMap(name -> catalog.virtualModel(name, caller).stream())
            .filter(named -> named.models().stream().anyMatch(possible::contains))
            .map(VirtualModel::name);
    Stream<String> physical = catalog.models().stream().filter(possible::contains).map(Model::id);
    return new ModelList(
        Stream.concat(virtual, physical)
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
    ModelList models = head.caller() instanceof Caller.Known ? list(head.caller()) : forAnonymous;
    LocalReply reply =
        models
            .at(head.path(), dialect)
            .map(body -> LocalReply.json(200, body, ReasonCode.MODELS_LISTED.code()))
            .orElseGet(() -> LocalReply.error(dialect, error));
    return new Answer.Reply(Optional.empty(), reply);
  }
}
