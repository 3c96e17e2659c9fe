package dev.interlock.setup;

import static dev.interlock.config.Types.choice;
import static dev.interlock.config.Types.date;
import static dev.interlock.config.Types.flag;
import static dev.interlock.config.Types.integer;
import static dev.interlock.config.Types.list;
import static dev.interlock.config.Types.number;
import static dev.interlock.config.Types.object;
import static dev.interlock.config.Types.someOf;
import static dev.interlock.config.Types.text;

import dev.interlock.config.ObjectReader;
import dev.interlock.config.Type;
import dev.interlock.inference.Api;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Somebody who sells answers, as {@code providers.yaml} describes them.
 *
 * @param name for people
 * @param prefix LiteLLM's word for it, which also stands before ids that would not be distinct
 * @param address base URL
 * @param variables where its clients look for the key, the usual one first
 * @param apis endpoints its models serve
 * @param models those whose price is known
 */
record Provider(
    String name,
    String prefix,
    String address,
    List<String> variables,
    List<String> apis,
    List<Listed> models) {
  /**
   * A model with a list price.
   *
   * @param apis if they are not the provider's
   * @param asOf if it is not the day of the whole table
   * @param starter whether it is written when the provider's key is found
   */
  record Listed(
      String model,
      double input,
      double output,
      int contextWindow,
      Optional<Double> quality,
      List<String> capabilities,
      Optional<List<String>> apis,
      Optional<LocalDate> asOf,
      String source,
      boolean starter) {}

  static Provider read(ObjectReader in) {
    return new Provider(
        in.required("name", text(), "For people."),
        in.required("prefix", text(), "In a word."),
        in.required("address", text(), "Base URL."),
        in.required("variables", someOf(text()), "Where its key is."),
        in.required("apis", someOf(api()), "Endpoints."),
        in.required("models", someOf(object(Provider::listed)), "Models and prices."));
  }

  private static Listed listed(ObjectReader in) {
    return new Listed(
        in.required("model", text(), "The provider's name for it."),
        in.required("input", number(0, 1e6), "USD per million input tokens."),
        in.required("output", number(0, 1e6), "USD per million output tokens."),
        in.required("context_window", integer(1, 100_000_000), "Tokens."),
        in.optional("quality", number(0, 1), "A guess."),
        in.optional("capabilities", list(text()), List.of(), "Beyond plain text."),
        in.optional("apis", someOf(api()), "Endpoints."),
        in.optional("as_of", date(), "The day the price was read."),
        in.required("source", text(), "Where the price was read."),
        in.optional("starter", flag(), false, "Whether it is written unasked."));
  }

  private static Type<String> api() {
    return choice(List.of(Api.values()).stream().map(Api::id).toList(), id -> id);
  }

  /** How {@code listed} is written, its key in {@code variable}. */
  ModelDraft draft(Listed listed, String variable, LocalDate tableAsOf) {
    String model = listed.model();
    return new ModelDraft(
        model.substring(model.lastIndexOf('/') + 1),
        prefix,
        address,
        model,
        Optional.of(new ModelDraft.KeyReference(variable, Optional.empty())),
        traits(listed, tableAsOf));
  }

  ModelDraft.Traits traits(Listed listed, LocalDate tableAsOf) {
    var price =
        new ListPrice(
            listed.input(),
            listed.output(),
            Optional.of(listed.asOf().orElse(tableAsOf)),
            listed.source());
    return new ModelDraft.Traits(
        listed.apis().orElse(apis),
        listed.quality(),
        "a guess to start from: measure",
        Optional.of(price),
        listed.contextWindow(),
        "",
        listed.capabilities(),
        false);
  }

  Optional<Listed> listed(String model) {
    return models.stream().filter(listed -> listed.model().equals(model)).findFirst();
  }
}
