package dev.interlock.catalog;

import static dev.interlock.config.Types.located;
import static dev.interlock.config.Types.someOf;

import dev.interlock.config.Located;
import dev.interlock.config.ObjectReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One entry of {@code virtual_models}. */
final class VirtualModelSection {
  private VirtualModelSection() {}

  /**
   * Reads one entry.
   *
   * @param known the models there are; empty only where a reader describes itself
   */
  static VirtualModel read(ObjectReader in, Map<String, Model> known) {
    String name = in.required("name", ModelSection.MODEL_ID, "What clients ask for.");
    if (known.containsKey(name)) {
      in.reject("name", "`" + name + "` is a model already", "a name of its own");
    }
    List<Located<String>> names =
        in.required(
            "models", someOf(located(ModelSection.MODEL_ID)), "The candidates, by their `id`.");
    Located<String> fallback =
        in.required(
            "default",
            located(ModelSection.MODEL_ID),
            "The candidate to use when quality signals are missing, if policy allows it.");
    Consequence consequence = Consequence.read(in);
    Audience audience = Audience.read(in);

    var models = new ArrayList<Model>();
    for (Located<String> each : in.ok("models") ? names : List.<Located<String>>of()) {
      Model model = known.get(each.value());
      if (model == null) {
        in.reading().problems().unknown("model", each, known.keySet());
      } else if (models.contains(model)) {
        String found = "`" + each.value() + "` a second time";
        in.reading().problems().error(each.location(), found, "each candidate once");
      } else {
        models.add(model);
      }
    }
    Model chosen = known.get(fallback.value());
    List<String> candidates = models.stream().map(Model::id).toList();
    if (chosen == null || (in.ok("models") && !models.contains(chosen))) {
      in.rejectUnknown("default", "candidate", fallback.value(), candidates);
    }
    return new VirtualModel(
        name,
        models,
        chosen == null ? ModelSection.TYPE.placeholder() : chosen,
        consequence,
        audience);
  }
}
