package dev.interlock.failover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.catalog.Consequence;
import dev.interlock.catalog.Credential;
import dev.interlock.catalog.Effort;
import dev.interlock.catalog.Energy;
import dev.interlock.catalog.Latency;
import dev.interlock.catalog.Model;
import dev.interlock.catalog.ModelCatalog;
import dev.interlock.catalog.Price;
import dev.interlock.catalog.Reasoning;
import dev.interlock.catalog.Upstream;
import dev.interlock.catalog.VirtualModel;
import dev.interlock.inference.Api;
import dev.interlock.inference.ReasoningFamily;
import dev.interlock.inference.ThinkingBudget;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChainTest {
  private static final Model A = model("a", true, Api.CHAT);
  private static final Model B = model("b", true, Api.CHAT);
  private static final Model C = model("c", true, Api.CHAT, Api.EMBEDDINGS);
  private static final Model FOREIGN = model("foreign", false, Api.CHAT);
  private static final Model EMBEDDER = model("embedder", true, Api.EMBEDDINGS);

  @Test
  void a_plan_is_cut_to_the_attempts() {
    assertThat(Chain.of(List.of(A, B, C), 2).cluster()).isEqualTo("model-a+model-b");
    assertThat(Chain.of(List.of(A, B, C), 1).isSingle()).isTrue();
  }

  @Test
  void clusters_that_are_not_ours_are_never_among_several() {
    assertThat(Chain.of(List.of(FOREIGN, A), 2).cluster()).isEqualTo("model-foreign");
    assertThat(Chain.of(List.of(A, FOREIGN, B), 2).cluster()).isEqualTo("model-a+model-b");
  }

  @Test
  void every_plan_of_the_catalogue_has_its_chain() {
    var models = List.of(A, B, C, FOREIGN, EMBEDDER);
    var catalog =
        new ModelCatalog(
            models, List.of(new VirtualModel("auto", models, A, Consequence.UNDECLARED)));

    assertThat(Chain.all(catalog, 2))
        .extracting(Chain::cluster)
        .containsExactlyInAnyOrder(
            "model-a+model-b",
            "model-a+model-c",
            "model-b+model-a",
            "model-b+model-c",
            "model-c+model-a",
            "model-c+model-b",
            "model-c+model-embedder",
            "model-embedder+model-c");
    assertThat(Chain.all(catalog, 1)).isEmpty();
  }

  @Test
  void a_stand_in_hears_the_same_as_the_first() {
    var here = new Upstream(false, "here", 1, "", Optional.empty());
    var there = new Upstream(false, "there", 2, "", Optional.empty());
    var below = new Upstream(false, "there", 2, "/openai/v1", Optional.empty());
    var key = new Credential("authorization", "Bearer ", new Credential.Source.Environment("KEY"));
    var keyed = new Upstream(false, "there", 2, "", Optional.of(key));
    Model first = model("first", Optional.of(here), "llama");
    Model same = model("same", Optional.of(there), "llama");

    assertThat(new Chain(List.of(first, A, same)).standIn()).contains(same);
    assertThat(new Chain(List.of(first, A)).standIn()).isEmpty();
    assertThat(new Chain(List.of(first)).standIn()).isEmpty();
    assertThat(new Chain(List.of(first, model("x", Optional.of(below), "llama"))).standIn())
        .isEmpty();
    assertThat(new Chain(List.of(first, model("x", Optional.of(keyed), "llama"))).standIn())
        .isEmpty();
    // What the first is told of thinking, nobody else may understand.
    assertThat(new Chain(List.of(thinking(first), same)).standIn()).isEmpty();
    assertThat(new Chain(List.of(thinking(first), thinking(same))).standIn())
        .contains(thinking(same));
  }

  private static Model thinking(Model plain) {
    var budget =
        new ThinkingBudget(ReasoningFamily.OPENAI, "low", OptionalInt.empty(), OptionalInt.empty());
    return new Model(
        plain.id(),
        plain.cluster(),
        plain.upstream(),
        plain.upstreamModel(),
        plain.apis(),
        plain.quality(),
        plain.price(),
        plain.contextWindow(),
        plain.capabilities(),
        plain.tags(),
        plain.site(),
        plain.energy(),
        plain.latency(),
        Optional.of(new Reasoning(ReasoningFamily.OPENAI, List.of(new Effort(budget, 0.5, 1)))),
        true);
  }

  private static Model model(String id, boolean ours, Api... apis) {
    var upstream =
        Optional.of(new Upstream(false, "127.0.0.1", 1, "", Optional.<Credential>empty()));
    return model(id, upstream.filter(_ -> ours), id, apis);
  }

  private static Model model(
      String id, Optional<Upstream> upstream, String upstreamModel, Api... apis) {
    return new Model(
        id,
        "model-" + id,
        upstream,
        upstreamModel,
        Set.of(apis),
        0.5,
        new Price(0, 0, Optional.empty()),
        1000,
        Set.of(),
        Set.of(),
        "cloud",
        Energy.UNKNOWN,
        Latency.UNKNOWN);
  }
}
