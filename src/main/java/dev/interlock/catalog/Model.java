package dev.interlock.catalog;

import dev.interlock.inference.Api;
import java.util.Optional;
import java.util.Set;

/**
 * An LLM of the catalogue.
 *
 * @param id the name in requests, decisions and configuration
 * @param cluster the Envoy cluster that serves it; a rendered one has another name wherever the
 *     model moves, so that a decision cannot reach an address that it was not made for
 * @param upstream where the cluster is, when Envoy's cluster is rendered by us; empty to reuse an
 *     existing one
 * @param upstreamModel the name the upstream wants in the body
 * @param apis the endpoints it serves: a hard constraint
 * @param quality prior share of mixed traffic it answers well, in [0, 1]
 * @param price USD per million tokens
 * @param contextWindow tokens, input and output together
 * @param capabilities such as {@code tools}, {@code json_schema}, {@code vision}
 * @param tags free labels for policy
 * @param site {@code edge}, {@code on-prem} or {@code cloud}
 * @param energy Wh per thousand tokens
 * @param latency expected latency
 * @param reasoning how hard it may be told to think; empty: it is told nothing
 * @param qualityStated whether somebody said its {@code quality}; otherwise it only counts as that
 */
public record Model(
    String id,
    String cluster,
    Optional<Upstream> upstream,
    String upstreamModel,
    Set<Api> apis,
    double quality,
    Price price,
    int contextWindow,
    Set<String> capabilities,
    Set<String> tags,
    String site,
    Energy energy,
    Latency latency,
    Optional<Reasoning> reasoning,
    boolean qualityStated) {
  public Model {
    apis = Set.copyOf(apis);
    capabilities = Set.copyOf(capabilities);
    tags = Set.copyOf(tags);
  }

  /** One that is told nothing of thinking, of a stated quality. */
  public Model(
      String id,
      String cluster,
      Optional<Upstream> upstream,
      String upstreamModel,
      Set<Api> apis,
      double quality,
      Price price,
      int contextWindow,
      Set<String> capabilities,
      Set<String> tags,
      String site,
      Energy energy,
      Latency latency) {
    this(
        id,
        cluster,
        upstream,
        upstreamModel,
        apis,
        quality,
        price,
        contextWindow,
        capabilities,
        tags,
        site,
        energy,
        latency,
        Optional.empty(),
        true);
  }

  /** The same at another price. */
  public Model priced(Price other) {
    return new Model(
        id,
        cluster,
        upstream,
        upstreamModel,
        apis,
        quality,
        other,
        contextWindow,
        capabilities,
        tags,
        site,
        energy,
        latency,
        reasoning,
        qualityStated);
  }

  /** The rendered cluster's name in Envoy's statistics and access log, wherever the model is. */
  public String statName() {
    return "model-" + id.replaceAll("[^A-Za-z0-9_-]", "_");
  }
}
