package dev.interlock.routing;

import static java.util.Objects.requireNonNull;

import dev.interlock.catalog.Consequence;
import dev.interlock.catalog.ModelCatalog;
import dev.interlock.conversation.ConversationSettings;
import dev.interlock.embedding.TextEncoder;
import dev.interlock.policy.PolicyEngine;
import dev.interlock.predictor.InstalledBundle;
import dev.interlock.signal.SignalRunner;
import java.util.Map;
import java.util.Optional;

/**
 * What a router decides with: one version of the configuration, built.
 *
 * @param generation number of the configuration
 * @param catalog models and virtual models
 * @param policy the rules, compiled against that catalogue and those signals
 * @param signals the registered evaluators
 * @param encoder makes the representations evaluators read
 * @param intents what a wrong answer costs, by intent label
 * @param bundle what models are expected to make of a prompt; where it says nothing, a prior does
 * @param conversation how conversations keep their model
 */
public record RouterSetup(
    long generation,
    ModelCatalog catalog,
    PolicyEngine policy,
    SignalRunner signals,
    TextEncoder encoder,
    Map<String, Consequence> intents,
    Optional<InstalledBundle> bundle,
    ConversationSettings conversation) {
  public RouterSetup {
    requireNonNull(catalog, "catalog");
    requireNonNull(policy, "policy");
    requireNonNull(signals, "signals");
    requireNonNull(encoder, "encoder");
    requireNonNull(bundle, "bundle");
    requireNonNull(conversation, "conversation");
    intents = Map.copyOf(intents);
  }
}
