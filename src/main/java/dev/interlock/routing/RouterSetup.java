package dev.interlock.routing;

import static java.util.Objects.requireNonNull;

import dev.interlock.catalog.Consequence;
import dev.interlock.catalog.ModelCatalog;
import dev.interlock.conversation.ConversationSettings;
import dev.interlock.embedding.TextEncoder;
import dev.interlock.equivalence.PairCheck;
import dev.interlock.inference.RequestHead;
import dev.interlock.policy.PolicyEngine;
import dev.interlock.predictor.InstalledBundle;
import dev.interlock.signal.SignalRunner;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

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
 * @param lens names the signals: the same name, the same of the same request
 * @param marked whether a request's headers say that it is sensitive
 * @param check whether two texts mean the same; empty where nobody can tell
 */
public record RouterSetup(
    long generation,
    ModelCatalog catalog,
    PolicyEngine policy,
    SignalRunner signals,
    TextEncoder encoder,
    Map<String, Consequence> intents,
    Optional<InstalledBundle> bundle,
    ConversationSettings conversation,
    String lens,
    Predicate<RequestHead> marked,
    Optional<PairCheck> check) {
  /** Whose signals are nobody else's. */
  public RouterSetup(
      long generation,
      ModelCatalog catalog,
      PolicyEngine policy,
      SignalRunner signals,
      TextEncoder encoder,
      Map<String, Consequence> intents,
      Optional<InstalledBundle> bundle,
      ConversationSettings conversation) {
    this(
        generation,
        catalog,
        policy,
        signals,
        encoder,
        intents,
        bundle,
        conversation,
        "",
        _ -> false,
        Optional.empty());
  }

  public RouterSetup {
    requireNonNull(catalog, "catalog");
    requireNonNull(policy, "policy");
    requireNonNull(signals, "signals");
    requireNonNull(encoder, "encoder");
    requireNonNull(bundle, "bundle");
    requireNonNull(conversation, "conversation");
    requireNonNull(lens, "lens");
    requireNonNull(marked, "marked");
    requireNonNull(check, "check");
    intents = Map.copyOf(intents);
  }
}
