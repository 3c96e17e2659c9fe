package dev.interlock.setup;

import static dev.interlock.config.Types.date;
import static dev.interlock.config.Types.object;
import static dev.interlock.config.Types.someOf;

import dev.interlock.config.ConfigFiles;
import dev.interlock.config.ConfigProblems;
import dev.interlock.config.ObjectReader;
import dev.interlock.config.Reading;
import dev.interlock.config.Type;
import dev.interlock.config.YamlTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The providers we know, with dated list prices. Immutable.
 *
 * @param asOf the day most prices were read
 * @param all in the order of the table
 */
public record Providers(LocalDate asOf, List<Provider> all) {
  private static final Type<Providers> TYPE = object(Providers::read);
  private static final String TABLE = "providers.yaml";

  /** Keys of services whose models we cannot name, and what to write for them. */
  private static final Map<String, String> NAMED_BY_YOU =
      Map.of(
          "AZURE_OPENAI_API_KEY",
          "Azure OpenAI: its models are named by your deployments. Add one each: address:"
              + " https://RESOURCE.openai.azure.com/openai/v1, upstream_model: DEPLOYMENT,"
              + " credential: {env: AZURE_OPENAI_API_KEY, header: api-key}",
          "OPENROUTER_API_KEY",
          "OpenRouter: it resells hundreds of models. Add those you use: address:"
              + " https://openrouter.ai/api/v1, upstream_model: MAKER/MODEL,"
              + " credential: {env: OPENROUTER_API_KEY}");

  public Providers {
    all = List.copyOf(all);
  }

  /** The table we ship. */
  public static Providers shipped() {
    try (var in = Providers.class.getResourceAsStream(TABLE)) {
      if (in == null) {
        throw new IllegalStateException("resource missing: " + TABLE);
      }
      var problems = new ConfigProblems();
      var reading = new Reading(problems, _ -> null, ConfigFiles.NONE, LocalDate.EPOCH);
      var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Optional<Providers> table =
          YamlTree.parse(TABLE, text, problems).map(tree -> TYPE.read(tree, reading));
      if (table.isEmpty() || problems.hasErrors()) {
        throw new IllegalStateException("resource broken: " + problems);
      }
      return table.get();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Providers read(ObjectReader in) {
    return new Providers(
        in.required("as_of", date(), "The day the prices were read."),
        in.required("providers", someOf(object(Provider::read)), "Who sells answers."));
  }

  /** The provider with LiteLLM's word {@code prefix}. */
  Optional<Provider> named(String prefix) {
    return all.stream().filter(provider -> provider.prefix().equals(prefix)).findFirst();
  }

  /**
   * What the keys in {@code environment} give access to.
   *
   * @param environment name → value; the values are only looked at for being there
   */
  public Findings in(Map<String, String> environment) {
    var models = new ArrayList<ModelDraft>();
    var sources = new ArrayList<String>();
    for (Provider provider : all) {
      provider.variables().stream()
          .filter(variable -> isSet(environment, variable))
          .findFirst()
          .ifPresent(
              variable -> {
                provider.models().stream()
                    .filter(Provider.Listed::starter)
                    .forEach(listed -> models.add(provider.draft(listed, variable, asOf)));
                sources.add(provider.name() + ", by " + variable);
              });
    }
    List<String> notes =
        NAMED_BY_YOU.entrySet().stream()
            .filter(entry -> isSet(environment, entry.getKey()))
            .map(Map.Entry::getValue)
            .sorted()
            .toList();
    return new Findings(models, sources, notes);
  }

  /** Every variable that is looked for. */
  public List<String> variables() {
    var names = new ArrayList<String>();
    all.forEach(provider -> names.add(provider.variables().getFirst()));
    NAMED_BY_YOU.keySet().stream().sorted().forEach(names::add);
    return List.copyOf(names);
  }

  private static boolean isSet(Map<String, String> environment, String variable) {
    return !environment.getOrDefault(variable, "").isBlank();
  }
}
