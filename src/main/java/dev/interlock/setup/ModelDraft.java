package dev.interlock.setup;

import java.util.List;
import java.util.Optional;

/**
 * A model as it will be written, for the operator to correct.
 *
 * @param id the name clients may ask for; not yet distinct from those of other providers
 * @param provider who serves it, in a word that may stand before an id
 * @param address the server's base URL, {@code /v1} and the like included
 * @param upstreamModel what the server calls it
 * @param credential where its key is; empty: it needs none
 * @param traits what is known about it
 */
record ModelDraft(
    String id,
    String provider,
    String address,
    String upstreamModel,
    Optional<KeyReference> credential,
    Traits traits) {
  /**
   * Where a key is, never the key.
   *
   * @param variable of Envoy's environment
   * @param header that carries it, if not the usual one
   */
  record KeyReference(String variable, Optional<String> header) {}

  /**
   * What is known, or guessed, about a model.
   *
   * @param apis endpoints, as the configuration names them
   * @param quality a guess in [0, 1]; empty for embeddings
   * @param qualityFrom what the guess rests on
   * @param price list price; empty: runs here, costs what the machine costs
   * @param contextWindow tokens
   * @param contextFrom where that number comes from; empty if it needs no remark
   * @param capabilities beyond plain text
   * @param local whether it runs on premises
   */
  record Traits(
      List<String> apis,
      Optional<Double> quality,
      String qualityFrom,
      Optional<ListPrice> price,
      int contextWindow,
      String contextFrom,
      List<String> capabilities,
      boolean local) {
    Traits {
      apis = List.copyOf(apis);
      capabilities = List.copyOf(capabilities);
    }
  }

  ModelDraft named(String newId) {
    return new ModelDraft(newId, provider, address, upstreamModel, credential, traits);
  }

  boolean generates() {
    return !traits.apis().equals(List.of("embeddings"));
  }
}
