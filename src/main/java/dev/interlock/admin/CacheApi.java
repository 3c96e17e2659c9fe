package dev.interlock.admin;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.sun.net.httpserver.HttpExchange;
import dev.interlock.cache.CacheView;
import dev.interlock.cache.DeletedEntries;
import dev.interlock.cache.ResponseCache;
import dev.interlock.cache.Selection;
import dev.interlock.inference.RequestError;
import dev.interlock.semantic.Collisions;
import dev.interlock.semantic.SemanticCache;
import dev.interlock.semantic.SemanticView;
import dev.interlock.server.HttpListener;
import dev.interlock.server.HttpReply;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * {@code /api/cache}: which answers are kept, and letting go of some. {@code GET} lists them,
 * {@code DELETE} deletes; both take the same selection: {@code entry} (an id or its beginning),
 * {@code tenant}, {@code virtual_model}, {@code model}, {@code intent}, {@code tag}. To delete
 * without a selection takes {@code all=true}; {@code dry_run=true} only counts.
 */
public final class CacheApi implements HttpListener.Handler {
  public static final String PATH = "/api/cache";

  private static final int MOST = 200;

  /** For a store that replicas share. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final List<String> SELECTING =
      List.of("entry", "tenant", "virtual_model", "model", "intent", "tag");
  private static final List<String> OTHERS = List.of("limit", "all", "dry_run");
  private static final List<String> FLAGS = List.of("all", "dry_run");

  private final ResponseCache cache;
  private final SemanticCache meanings;

  public CacheApi(ResponseCache cache, SemanticCache meanings) {
    this.cache = cache;
    this.meanings = meanings;
  }

  /**
   * The cache for people to look at.
   *
   * @param promises on answers to questions that mean the same, the busiest first
   * @param collisions of questions that look like an earlier one by their vectors alone
   */
  public record View(
      @JsonUnwrapped CacheView cache, List<SemanticView> promises, Collisions.Count collisions) {}

  @Override
  public HttpReply handle(HttpExchange exchange) {
    URI uri = exchange.getRequestURI();
    // Whoever misspells a name, or leaves it empty, would select more than they meant.
    for (String name : Query.names(uri)) {
      if (!SELECTING.contains(name) && !OTHERS.contains(name)) {
        return invalid(name + ": unknown (expected: one of " + SELECTING + ")", name);
      }
      List<String> values = Query.parameters(uri, name);
      if (values.size() > 1 || values.getFirst().isEmpty()) {
        return invalid(name + ": empty or repeated (expected: one value)", name);
      }
      if (FLAGS.contains(name) && !values.getFirst().matches("true|false")) {
        return invalid(name + ": neither true nor false (expected: one of them)", name);
      }
    }
    return switch (exchange.getRequestMethod()) {
      case "GET" -> {
        long limit = Math.clamp(Query.number(uri, "limit", MOST), 0, MOST);
        CacheView view = CacheView.of(cache, selection(uri), (int) limit);
        yield AdminJson.reply(200, new View(view, meanings.view(), meanings.collisions()));
      }
      case "DELETE" -> delete(uri);
      default ->
          AdminJson.error(
              new RequestError(
                  RequestError.Kind.METHOD_NOT_ALLOWED, "This endpoint takes GET and DELETE.", ""));
    };
  }

  /**
   * What a deletion did.
   *
   * @param deleted how many entries of this sidecar went, or would go
   * @param dryRun whether they are still there
   * @param shared how many of the store that replicas share; absent: there is none, or it did not
   *     say
   * @param owed whether the store is to be asked again until it has deleted
   */
  public record Deleted(long deleted, boolean dryRun, Optional<Long> shared, boolean owed) {}

  private HttpReply delete(URI uri) {
    Selection selection = selection(uri);
    if (selection.equals(Selection.ALL) && !isTrue(uri, "all")) {
      return invalid(
          "Nothing is selected: name an entry, tenant, virtual_model, model, intent or tag, or say"
              + " all=true.",
          "");
    }
    boolean dry = isTrue(uri, "dry_run");
    if (dry) {
      Optional<Long> shared = cache.countShared(selection).flatMap(CacheApi::within);
      return AdminJson.reply(200, new Deleted(cache.count(selection), true, shared, false));
    }
    DeletedEntries deleted = cache.delete(selection);
    Optional<Long> shared = deleted.shared().flatMap(CacheApi::within);
    boolean owed = deleted.shared().isPresent() && shared.isEmpty();
    return AdminJson.reply(200, new Deleted(deleted.here(), false, shared, owed));
  }

  /** What a store says within {@link #PATIENCE}. */
  private static Optional<Long> within(CompletionStage<Long> stage) {
    try {
      return Optional.of(
          stage.toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException | ExecutionException _) {
      return Optional.empty();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static HttpReply invalid(String message, String parameter) {
    return AdminJson.error(new RequestError(RequestError.Kind.INVALID_REQUEST, message, parameter));
  }

  private static boolean isTrue(URI uri, String name) {
    return Query.parameter(uri, name).filter("true"::equals).isPresent();
  }

  private static Selection selection(URI uri) {
    return new Selection(
        stated(uri, "entry"),
        stated(uri, "tenant"),
        stated(uri, "virtual_model"),
        stated(uri, "model"),
        stated(uri, "intent"),
        stated(uri, "tag"));
  }

  private static Optional<String> stated(URI uri, String name) {
    return Query.parameter(uri, name);
  }
}
