package dev.interlock.admin;

import com.sun.net.httpserver.HttpExchange;
import dev.interlock.catalog.ModelCatalog;
import dev.interlock.exchange.Savings;
import dev.interlock.inference.Api;
import dev.interlock.server.HttpListener;
import dev.interlock.server.HttpReply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** {@code GET /api/status}: what runs, by which configuration, and what it saved so far. */
public final class StatusApi implements HttpListener.Handler {
  public static final String PATH = "/api/status";

  private final Running running;
  private final ConfigurationControl configuration;
  private final Supplier<ModelCatalog> catalog;
  private final Savings savings;

  /**
   * The handler.
   *
   * @param catalog the models in force
   */
  public StatusApi(
      Running running,
      ConfigurationControl configuration,
      Supplier<ModelCatalog> catalog,
      Savings savings) {
    this.running = running;
    this.configuration = configuration;
    this.catalog = catalog;
    this.savings = savings;
  }

  /** What does not change while the process lives. */
  public record Running(String version, Instant started) {}

  /**
   * A name that clients may ask for.
   *
   * @param kind {@code virtual} or {@code model}
   */
  private record Name(String name, String kind, List<String> apis) {}

  private record Status(
      Running running,
      ConfigurationStatus configuration,
      List<Name> names,
      List<Savings.Line> savings) {}

  @Override
  public HttpReply handle(HttpExchange exchange) {
    return AdminJson.reply(
        200, new Status(running, configuration.status(), names(catalog.get()), savings.lines()));
  }

  private static List<Name> names(ModelCatalog models) {
    var names = new ArrayList<Name>();
    models
        .virtualModels()
        .forEach(
            virtual ->
                names.add(
                    new Name(
                        virtual.name(),
                        "virtual",
                        virtual.models().stream()
                            .flatMap(model -> model.apis().stream())
                            .distinct()
                            .sorted()
                            .map(Api::id)
                            .toList())));
    models
        .models()
        .forEach(
            model ->
                names.add(
                    new Name(
                        model.id(),
                        "model",
                        model.apis().stream().sorted().map(Api::id).toList())));
    return names;
  }
}
