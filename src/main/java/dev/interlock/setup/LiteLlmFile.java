package dev.interlock.setup;

import dev.interlock.setup.ModelDraft.KeyReference;
import dev.interlock.setup.ModelDraft.Traits;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes over the {@code model_list} of a LiteLLM configuration. A key written into that file is
 * never copied: the model gets the variable where its provider's key usually is. Pure.
 */
public final class LiteLlmFile {
  private static final String ENVIRONMENT = "os.environ/";
  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
  private static final int CAUTIOUS_CONTEXT = 8192;
  private static final String AZURE = "azure";

  /** What LiteLLM calls the endpoints that are routed. */
  private static final List<String> KINDS = List.of("chat", "completion", "responses", "embedding");

  /** Prefixes that say no more than which dialect a server of one's own speaks. */
  private static final List<String> OWN =
      List.of("openai", "hosted_vllm", "ollama", "ollama_chat", AZURE);

  private final Providers providers;
  private final List<ModelDraft> models = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  private LiteLlmFile(Providers providers) {
    this.providers = providers;
  }

  /**
   * What {@code yaml} describes.
   *
   * @param name of the file, for people
   * @throws IllegalArgumentException saying what is wrong with it
   */
  public static Findings read(String name, String yaml, Providers providers) {
    JsonNode list;
    try {
      Object tree = new Load(LoadSettings.builder().build()).loadFromString(yaml);
      JsonNode root = JsonMapper.shared().valueToTree(tree);
      list = root.path("model_list");
    } catch (YamlEngineException e) {
      String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new IllegalArgumentException(name + ": " + first + " (expected: YAML)", e);
    }
    if (!list.isArray() || list.isEmpty()) {
      throw new IllegalArgumentException(
          name + ": no model_list (expected: a LiteLLM configuration)");
    }
    var file = new LiteLlmFile(providers);
    list.forEach(file::add);
    return new Findings(file.models, List.of("the model_list of " + name), file.notes);
  }

  private void add(JsonNode entry) {
    JsonNode params = entry.path("litellm_params");
    String model = params.path("model").asString("");
    String id = entry.path("model_name").asString(model);
    if (model.isEmpty()) {
      notes.add((id.isEmpty() ? "an entry" : id) + ": not taken over, it names no model");
      return;
    }
    String kind = entry.path("model_info").path("mode").asString("chat");
    if (!KINDS.contains(kind)) {
      notes.add(id + ": not taken over, " + kind + " is not an endpoint that is routed");
      return;
    }
    String base = params.path("api_base").asString("");
    int slash = model.indexOf('/');
    String prefix = slash < 0 ? "openai" : model.substring(0, slash);
    Optional<Provider> provider = providers.named(prefix);
    if (model.contains("*")) {
      notes.add(id + ": not taken over, it stands for any name (list the models you use)");
      return;
    }
    if (!OWN.contains(prefix) && provider.isEmpty()) {
      notes.add(
          id
              + ": not taken over, "
              + (slash < 0 ? model : prefix)
              + " does not speak a dialect that can be forwarded unchanged, or is not known");
      return;
    }
    if (base.isEmpty() && prefix.equals(AZURE)) {
      notes.add(id + ": not taken over, the file gives no api_base for it");
      return;
    }
    if (base.isEmpty() && provider.isEmpty()) {
      base = prefix.startsWith("ollama") ? "http://127.0.0.1:11434" : "http://127.0.0.1:8000/v1";
      notes.add(id + ": the file gives no api_base, taken to be " + base);
    }
    if (base.startsWith(ENVIRONMENT)) {
      base = "${" + base.substring(ENVIRONMENT.length()) + "}";
    }
    if (prefix.equals(AZURE) && !base.contains("/openai")) {
      base = base.replaceFirst("/+$", "") + "/openai/v1";
    }
    String upstream = slash < 0 ? model : model.substring(slash + 1);
    String address = base.isEmpty() ? provider.orElseThrow().address() : base;
    if (!base.startsWith("${") && !LocalServers.isAddress(address)) {
      notes.add(id + ": not taken over, its api_base is no address such as http://host:port/path");
      return;
    }
    // An address that a variable holds may be anybody's: `on-prem` is for what certainly is.
    boolean local = address.startsWith("http:");
    models.add(
        new ModelDraft(
            id,
            prefix,
            address,
            upstream,
            key(id, params, provider, base, new Place(local, prefix.equals(AZURE))),
            traits(entry.path("model_info"), params, provider, upstream, local)));
  }

  /** What an address says about the key that belongs to it. */
  private record Place(boolean local, boolean azure) {}

  /** Where the key is; not the key, even if the file has it. */
  private Optional<KeyReference> key(
      String id, JsonNode params, Optional<Provider> provider, String base, Place place) {
    Optional<String> header =
        place.azure() || base.contains(".azure.com") ? Optional.of("api-key") : Optional.empty();
    String written = params.path("api_key").asString("");
    if (written.startsWith(ENVIRONMENT)) {
      return Optional.of(new KeyReference(written.substring(ENVIRONMENT.length()), header));
    }
    if (place.local()) {
      return Optional.empty();
    }
    // The key of a provider is for that provider's own address.
    String variable =
        provider.isPresent() && base.isEmpty()
            ? provider.get().variables().getFirst()
            : id.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_") + "_API_KEY";
    if (!written.isEmpty()) {
      notes.add(id + ": its key stands in the file, and was left there: set " + variable);
    }
    return Optional.of(new KeyReference(variable.replaceFirst("^(?=[0-9])", "_"), header));
  }

  private Traits traits(
      JsonNode info, JsonNode params, Optional<Provider> provider, String model, boolean local) {
    Optional<Traits> known =
        provider.flatMap(p -> p.listed(model).map(listed -> p.traits(listed, providers.asOf())));
    double input = cost(info, params, "input_cost_per_token");
    double output = cost(info, params, "output_cost_per_token");
    Optional<ListPrice> stated =
        input < 0 && output < 0
            ? Optional.empty()
            : Optional.of(
                new ListPrice(
                    Math.max(0, input),
                    Math.max(0, output),
                    Optional.empty(),
                    "your LiteLLM file"));
    int window = info.path("max_input_tokens").asInt(info.path("max_tokens").asInt(0));
    boolean embeds = info.path("mode").asString("").equals("embedding");
    List<String> apis =
        embeds
            ? List.of("embeddings")
            : known.map(Traits::apis).orElse(provider.map(Provider::apis).orElse(List.of("chat")));
    boolean generates = !apis.equals(List.of("embeddings"));
    return new Traits(
        apis,
        generates
            ? known.flatMap(Traits::quality).or(() -> Optional.of(LocalServers.quality(model)))
            : Optional.empty(),
        known.map(Traits::qualityFrom).orElse("a guess from its name: measure"),
        stated.or(() -> known.flatMap(Traits::price)),
        window > 0 ? window : known.map(Traits::contextWindow).orElse(CAUTIOUS_CONTEXT),
        window > 0 || known.isPresent() ? "" : "not known: put its real limit",
        known.map(Traits::capabilities).orElse(generates ? List.of("json_object") : List.of()),
        local);
  }

  /** USD per million tokens; below zero if the file does not say. */
  private static double cost(JsonNode info, JsonNode params, String name) {
    JsonNode stated = params.has(name) ? params.path(name) : info.path(name);
    return stated.isNumber() ? stated.decimalValue().multiply(MILLION).doubleValue() : -1;
  }
}
