package dev.interlock.envoy.gateway;

import static dev.interlock.envoy.RecordingUpstream.model;

import dev.interlock.catalog.Consequence;
import dev.interlock.catalog.Credential;
import dev.interlock.catalog.Credential.Source;
import dev.interlock.catalog.Model;
import dev.interlock.catalog.ModelCatalog;
import dev.interlock.catalog.Upstream;
import dev.interlock.catalog.VirtualModel;
import dev.interlock.envoy.EnvoySettings;
import dev.interlock.envoy.EnvoySettings.Failsafe;
import dev.interlock.envoy.EnvoySettings.Sensitive;
import dev.interlock.inference.Api;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A configuration that uses everything the resources can express. */
final class GatewayExample {
  static final Model SMALL =
      model("small", at(false, "small.ai.svc.cluster.local", 8000, Optional.empty()), Api.CHAT);
  static final Model SMALL_WEST =
      named(
          "real-small",
          model("small-west", at(false, "10.0.0.7", 8000, Optional.empty()), Api.CHAT));
  static final Model FRONTIER =
      model(
          "Frontier_1",
          Optional.of(
              new Upstream(
                  true,
                  "api.provider.example",
                  443,
                  "/openai/v1",
                  Optional.of(
                      new Credential(
                          "authorization", "Bearer ", new Source.Environment("PROVIDER_KEY"))))),
          Api.CHAT,
          Api.EMBEDDINGS);
  static final Model CLAUDE =
      model(
          "claude",
          at(
              true,
              "messages.example",
              8443,
              Optional.of(new Credential("x-api-key", "", new Source.Environment("CLAUDE_KEY")))),
          Api.MESSAGES);

  static final ModelCatalog CATALOG = catalog(List.of(SMALL, SMALL_WEST, FRONTIER, CLAUDE));

  static final EnvoySettings SETTINGS =
      EnvoySettings.of(
          Path.of("/run/interlock/interlock.sock"),
          new Failsafe(
              "small",
              false,
              Optional.of(new Sensitive("x-data-class", List.of("restricted", "top secret")))));

  static final GatewayOptions OPTIONS = options(true, false);

  private GatewayExample() {}

  static GatewayOptions options(boolean patched, boolean failsafeAsAsked) {
    return new GatewayOptions(
        "interlock",
        "ai",
        "llm",
        Optional.empty(),
        List.of("llm.example"),
        Optional.of(new GatewayOptions.SidecarService("interlock", 9000)),
        "provider-keys",
        Optional.empty(),
        patched,
        failsafeAsAsked);
  }

  static ModelCatalog catalog(List<Model> models) {
    return new ModelCatalog(
        models,
        List.of(new VirtualModel("auto", models, models.getFirst(), Consequence.UNDECLARED)));
  }

  /** As many models as no sane fleet has, none of which another one can stand in for. */
  static ModelCatalog large() {
    var models = new ArrayList<Model>();
    models.add(SMALL);
    for (int i = 0; i < 60; i++) {
      models.add(model("m" + i, at(false, "m" + i + ".ai.svc", 8000, Optional.empty()), Api.CHAT));
    }
    return catalog(models);
  }

  static Optional<Upstream> at(
      boolean tls, String host, int port, Optional<Credential> credential) {
    return Optional.of(new Upstream(tls, host, port, "", credential));
  }

  private static Model named(String upstreamModel, Model model) {
    return new Model(
        model.id(),
        model.cluster(),
        model.upstream(),
        upstreamModel,
        model.apis(),
        model.quality(),
        model.price(),
        model.contextWindow(),
        model.capabilities(),
        model.tags(),
        model.site(),
        model.energy(),
        model.latency());
  }
}
