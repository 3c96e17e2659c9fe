package dev.interlock.bootstrap;

import static dev.interlock.config.Types.distinct;
import static dev.interlock.config.Types.integer;
import static dev.interlock.config.Types.list;
import static dev.interlock.config.Types.object;

import dev.interlock.catalog.CatalogSection;
import dev.interlock.catalog.ModelCatalog;
import dev.interlock.config.ObjectReader;
import dev.interlock.config.Type;
import dev.interlock.embedding.EncoderSettings;
import dev.interlock.server.ServerSettings;
import dev.interlock.signal.intent.IntentSpec;
import dev.interlock.telemetry.TelemetrySettings;
import java.util.List;

/**
 * Everything {@code interlock.yaml} says, checked. Immutable.
 *
 * @param catalog models and virtual models
 * @param intents what the operator wants to tell apart
 * @param server where the sidecar listens and how much it takes on
 * @param encoder which encoder turns text into vectors
 * @param telemetry where spans go
 */
public record Configuration(
    ModelCatalog catalog,
    List<IntentSpec> intents,
    ServerSettings server,
    EncoderSettings encoder,
    TelemetrySettings telemetry) {

  /** The whole file. The list of its sections: each feature reads its own. */
  public static final Type<Configuration> TYPE = object(Configuration::read);

  private static Configuration read(ObjectReader in) {
    int _ = in.required("version", integer(1, 1), "The version of this format.");
    var catalog = CatalogSection.read(in);
    var intents =
        in.optional(
            "intents",
            distinct("name", IntentSpec::name, list(object(IntentSpec::read))),
            List.of(),
            "What your traffic is about, each with a handful of examples.");
    var server = ServerSettings.read(in);
    var encoder =
        in.section(
            "encoder", object(EncoderSettings::read), "The encoder that turns text into vectors.");
    var telemetry = in.section("telemetry", object(TelemetrySettings::read), "Where spans go.");
    in.notYet("budgets", "Spend limits per tenant.");
    in.notYet("cache", "The semantic cache.");
    in.notYet("mode", "`observe`: decide and record, but forward as asked.");
    return new Configuration(catalog, intents, server, encoder, telemetry);
  }
}
