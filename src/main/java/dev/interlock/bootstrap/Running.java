package dev.interlock.bootstrap;

import dev.interlock.admin.ConfigurationStatus;
import dev.interlock.dialect.ParsedBody;
import dev.interlock.envoy.EnvoySettings.UnlistedPaths;
import dev.interlock.extproc.ExternalProcessors;
import dev.interlock.extproc.ExternalProcessors.Settings;
import dev.interlock.extproc.Served;
import dev.interlock.inference.Caller;
import dev.interlock.inference.RequestHead;
import dev.interlock.proto.decision.v1.Decision;
import dev.interlock.routing.DecisionMetadata;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingRequest;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * A configuration at work.
 *
 * @param origin what it came from
 * @param configuration what the file says, but for what is fixed at the start
 * @param engine decides by it
 */
record Running(Origin origin, Configuration configuration, DecisionEngine engine) {
  /**
   * What is enough to have a configuration again.
   *
   * @param loaded what the file said
   * @param trigger who wanted it
   * @param since when it came into force
   */
  record Origin(Loaded.Valid loaded, String trigger, Instant since) {
    Generation generation() {
      return loaded.generation();
    }

    ConfigurationStatus.Entry entry(boolean inUse) {
      return new ConfigurationStatus.Entry(
          generation().number(), generation().hash(), trigger, since, inUse);
    }
  }

  /**
   * What new streams get.
   *
   * @param untouched whether nothing is to be decided, whatever the file says
   */
  Served served(boolean untouched) {
    return snapshot(
        untouched || passesThrough(), ExternalProcessors.callers(configuration.envoy().callers()));
  }

  /** What streams get that decide, whatever the file says, for somebody who may. */
  Served deciding() {
    Caller guest = configuration.catalog().virtualModels().getFirst().audience().member();
    return snapshot(false, _ -> guest);
  }

  private Served snapshot(boolean untouched, Function<ProcessingRequest, Caller> callers) {
    var settings =
        new Settings(
            untouched,
            configuration.server().deadline(),
            configuration.envoy().messageTimeout(),
            configuration.envoy().unlistedPaths() == UnlistedPaths.NOT_FOUND,
            configuration.envoy().failover(),
            DecisionMetadata::of,
            Optional.of(configuration.rollout()).filter(_ -> configuration.mode() == Mode.ROLLOUT),
            callers);
    return new Served(engine.snapshot(), settings);
  }

  /** The decision that {@code body} would get, with what the cache would do. */
  Decision explain(ParsedBody body, RequestHead head) {
    return configuration.mode() == Mode.OBSERVE
        ? engine.explainObserved(body, head)
        : engine.explain(body, head);
  }

  boolean passesThrough() {
    return configuration.mode() == Mode.PASSTHROUGH;
  }
}
