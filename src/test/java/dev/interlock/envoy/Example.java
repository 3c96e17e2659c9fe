package dev.interlock.envoy;

import static dev.interlock.envoy.RecordingUpstream.model;

import dev.interlock.catalog.Consequence;
import dev.interlock.catalog.Credential;
import dev.interlock.catalog.Credential.Source;
import dev.interlock.catalog.Model;
import dev.interlock.catalog.ModelCatalog;
import dev.interlock.catalog.Upstream;
import dev.interlock.catalog.VirtualModel;
import dev.interlock.config.Address;
import dev.interlock.envoy.EnvoySettings.AccessLog;
import dev.interlock.envoy.EnvoySettings.Failsafe;
import dev.interlock.envoy.EnvoySettings.Limits;
import dev.interlock.envoy.EnvoySettings.Sensitive;
import dev.interlock.envoy.EnvoySettings.Timeouts;
import dev.interlock.envoy.EnvoySettings.UnlistedPaths;
import dev.interlock.failover.FailoverSettings;
import dev.interlock.inference.Api;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A configuration that uses everything the renderer can do. */
final class Example {
  private static final List<Model> MODELS =
      List.of(
          model(
              "small",
              Optional.of(new Upstream(false, "127.0.0.1", 9001, "", Optional.empty())),
              Api.CHAT,
              Api.COMPLETIONS,
              Api.RESPONSES),
          model(
              "gpt-5.1",
              Optional.of(
                  new Upstream(
                      true,
                      "api.provider.example",
                      443,
                      "/openai/v1",
                      Optional.of(
                          new Credential(
                              "authorization",
                              "Bearer ",
                              new Source.Environment("PROVIDER_KEY"))))),
              Api.CHAT,
              Api.EMBEDDINGS),
          model(
              "claude",
              Optional.of(
                  new Upstream(
                      true,
                      "messages.example",
                      8443,
                      "",
                      Optional.of(
                          new Credential("x-api-key", "", new Source.File("/run/secrets/key"))))),
              Api.MESSAGES),
          model("existing", Optional.empty(), Api.CHAT));

  static final ModelCatalog CATALOG =
      new ModelCatalog(
          MODELS,
          List.of(new VirtualModel("auto", MODELS, MODELS.getFirst(), Consequence.UNDECLARED)));

  static final EnvoySettings SETTINGS =
      new EnvoySettings(
          new Address.Tcp("0.0.0.0", 10000),
          new Address.Tcp("127.0.0.1", 9901),
          new Address.Unix("/run/interlock/interlock.sock"),
          Duration.ofMillis(250),
          new Failsafe(
              "small",
              false,
              Optional.of(new Sensitive("x-data-class", List.of("restricted", "top secret")))),
          Limits.DEFAULT,
          UnlistedPaths.NOT_FOUND,
          Timeouts.DEFAULT,
          new AccessLog.Stdout(),
          "/etc/ssl/certs/ca-certificates.crt",
          OptionalInt.empty(),
          FailoverSettings.DEFAULT,
          EnvoyVersion.OLDEST,
          Steering.ALL,
          Optional.empty(),
          Optional.empty());

  private Example() {}
}
