package dev.interlock.rollout;

import static dev.interlock.config.Types.choice;
import static dev.interlock.config.Types.located;
import static dev.interlock.config.Types.percentage;
import static dev.interlock.config.Types.someOf;
import static dev.interlock.config.Types.text;

import dev.interlock.catalog.ModelCatalog;
import dev.interlock.catalog.VirtualModel;
import dev.interlock.config.Located;
import dev.interlock.config.ObjectReader;
import dev.interlock.inference.Api;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.RequestHead;
import dev.interlock.policy.RequestCondition;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Some of the traffic, and how much of it is enforced. Immutable.
 *
 * @param apis the endpoints it is about; empty: all
 * @param models the names it is about, as clients write them; empty: all
 * @param when what else must be true; empty: nothing
 * @param virtualModel who decides; empty: the virtual model that the request names, or the first
 * @param share in [0, 1]
 */
record RolloutRule(
    Set<Api> apis,
    Set<String> models,
    Optional<RequestCondition> when,
    Optional<String> virtualModel,
    double share) {

  static RolloutRule read(ObjectReader in, ModelCatalog catalog) {
    List<Api> apis =
        in.optional(
                "apis",
                someOf(choice(Arrays.asList(Api.values()), Api::id)),
                "The endpoints it is about; all, if left out.")
            .orElse(List.of());
    List<Located<String>> models =
        in.optional(
                "models",
                someOf(located(text())),
                "The names it is about, as clients write them: of virtual models, or a model's `id` or"
                    + " `upstream_model`; all, if left out.")
            .orElse(List.of());
    Optional<Located<String>> when =
        in.optional(
            "when", located(text()), "CEL condition over `request` alone; always, if left out.");
    Optional<String> virtualModel =
        in.optional(
            "virtual_model",
            text(),
            "Who decides, in both shares; if left out, the virtual model that the request names, or"
                + " else the first of the file.");
    double share =
        in.required(
            "enforce",
            percentage(),
            "How much of it follows its decisions. The rest goes untouched to the model it names.");
    if (in.ok("models")) {
      models.stream()
          .filter(name -> !catalog.names().contains(name.value()))
          .forEach(name -> in.reading().problems().unknown("model", name, catalog.names()));
    }
    List<String> virtual = catalog.virtualModels().stream().map(VirtualModel::name).toList();
    virtualModel
        .filter(name -> !virtual.contains(name))
        .ifPresent(name -> in.rejectUnknown("virtual_model", "virtual model", name, virtual));
    return new RolloutRule(
        Set.copyOf(apis),
        Set.copyOf(models.stream().map(Located::value).toList()),
        when.flatMap(text -> RequestCondition.compile(text, in.reading().problems())),
        virtualModel,
        share);
  }

  /** Whether it is about {@code request}. */
  boolean isAbout(InferenceRequest request, RequestHead head) {
    return isAbout(request.api())
        && (models.isEmpty() || models.contains(request.model()))
        && when.map(condition -> condition.holds(request, head)).orElse(true);
  }

  boolean isAbout(Api api) {
    return apis.isEmpty() || apis.contains(api);
  }

  /** Whether only the body can tell. */
  boolean readsBody() {
    return !models.isEmpty() || when.map(RequestCondition::readsBody).orElse(false);
  }
}
