package dev.interlock.setup;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks servers on this machine which models they have: Ollama at {@code /api/tags}, vLLM and others
 * of its dialect at {@code /v1/models}. Nobody answering is no failure. One thread.
 */
public final class LocalServers implements AutoCloseable {
  /** Where Ollama and vLLM usually listen. */
  public static final List<URI> USUAL =
      List.of(URI.create("http://127.0.0.1:11434"), URI.create("http://127.0.0.1:8000"));

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** What Ollama gives a request unless it is told otherwise. */
  private static final int OLLAMA_CONTEXT = 4096;

  /** Small enough for any server of today that does not say. */
  private static final int CAUTIOUS_CONTEXT = 8192;

  private static final Pattern BILLIONS = Pattern.compile("(?i)(\\d+(?:\\.\\d+)?)b(?![a-z0-9])");

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  /** Whether Envoy can be sent to {@code text}: a server's address and a path, nothing else. */
  static boolean isAddress(String text) {
    try {
      var uri = new URI(text);
      return List.of("http", "https").contains(String.valueOf(uri.getScheme()))
          && uri.getHost() != null
          && uri.getUserInfo() == null
          && uri.getQuery() == null
          && uri.getFragment() == null;
    } catch (URISyntaxException _) {
      return false;
    }
  }

  /**
   * What {@code bases}, which somebody named, have; as {@link #find} in all else.
   *
   * @throws IllegalArgumentException if one is no address
   */
  public Findings findNamed(List<URI> bases) throws InterruptedException {
    Findings found = Findings.NONE;
    for (URI base : bases) {
      if (!isAddress(base.toString())) {
        throw new IllegalArgumentException(
            "--server: " + base + " (expected: an address such as http://host:port)");
      }
      Findings here = find(List.of(base));
      found =
          found.and(
              here.equals(Findings.NONE)
                  ? Findings.note(
                      base + ": no answer to /api/tags or /v1/models, nothing taken over")
                  : here);
    }
    return found;
  }

  /** What the servers at {@code bases} have; a server is asked both ways until it answers one. */
  public Findings find(List<URI> bases) throws InterruptedException {
    Findings found = Findings.NONE;
    for (URI base : bases) {
      Optional<JsonNode> tags = get(base, "/api/tags").filter(body -> body.has("models"));
      Optional<JsonNode> models =
          tags.isPresent()
              ? Optional.empty()
              : get(base, "/v1/models").filter(body -> body.path("data").isArray());
      if (tags.isPresent()) {
        found = found.and(ollama(base, tags.get()));
      } else if (models.isPresent()) {
        found = found.and(openAi(base, models.get()));
      }
    }
    return found;
  }

  private Findings ollama(URI base, JsonNode tags) throws InterruptedException {
    var models = new ArrayList<ModelDraft>();
    for (JsonNode tag : tags.path("models")) {
      String name = tag.path("name").asString("");
      if (!name.isEmpty()) {
        models.add(ollama(base, name, tag.path("details").path("parameter_size").asString("")));
      }
    }
    return found("Ollama", base, models);
  }

  private ModelDraft ollama(URI base, String name, String size) throws InterruptedException {
    var question = JsonMapper.shared().createObjectNode().put("model", name);
    JsonNode about =
        send(HttpRequest.newBuilder(base.resolve("/api/show"))
                .POST(HttpRequest.BodyPublishers.ofString(question.toString())))
            .orElse(JsonMapper.shared().createObjectNode());
    var abilities = new ArrayList<String>();
    about.path("capabilities").forEach(each -> abilities.add(each.asString("")));
    boolean embeds = abilities.contains("embedding") || name.contains("embed");
    var capabilities = new ArrayList<String>();
    if (!embeds) {
      capabilities.addAll(List.of("json_object", "json_schema"));
      List.of("tools", "vision").stream().filter(abilities::contains).forEach(capabilities::add);
    }
    List<String> apis = embeds ? List.of("embeddings") : List.of("chat", "completions");
    return draft(
        base,
        name,
        "ollama",
        size.isEmpty() ? name : size,
        new Window(OLLAMA_CONTEXT, "Ollama's default; raise both this and OLLAMA_CONTEXT_LENGTH"),
        apis,
        capabilities);
  }

  private static Findings openAi(URI base, JsonNode list) {
    var models = new ArrayList<ModelDraft>();
    for (JsonNode model : list.path("data")) {
      String name = model.path("id").asString("");
      int told = model.path("max_model_len").asInt(0);
      Window window =
          told > 0
              ? new Window(told, "as the server says")
              : new Window(CAUTIOUS_CONTEXT, "the server does not say: put its real limit");
      if (!name.isEmpty()) {
        boolean embeds = name.toLowerCase(Locale.ROOT).contains("embed");
        models.add(
            draft(
                base,
                name,
                "local",
                name,
                window,
                embeds ? List.of("embeddings") : List.of("chat", "completions"),
                embeds ? List.of() : List.of("json_object", "json_schema")));
      }
    }
    return found("an OpenAI-compatible server", base, models);
  }

  private record Window(int tokens, String from) {}

  private static ModelDraft draft(
      URI base,
      String name,
      String provider,
      String size,
      Window window,
      List<String> apis,
      List<String> capabilities) {
    boolean generates = !apis.equals(List.of("embeddings"));
    var traits =
        new ModelDraft.Traits(
            apis,
            generates ? Optional.of(quality(size)) : Optional.empty(),
            "a guess from its size: measure",
            Optional.empty(),
            window.tokens(),
            window.from(),
            capabilities,
            true);
    String id = name.substring(name.lastIndexOf('/') + 1).replaceFirst(":latest$", "");
    return new ModelDraft(id, provider, base.toString(), name, Optional.empty(), traits);
  }

  /** By billions of parameters, as {@code size} tells them; a middling guess if it does not. */
  static double quality(String size) {
    Matcher billions = BILLIONS.matcher(size);
    double b = billions.find() ? Double.parseDouble(billions.group(1)) : 8;
    return b < 4 ? 0.45 : b < 10 ? 0.55 : b < 40 ? 0.66 : b < 100 ? 0.75 : 0.8;
  }

  private static Findings found(String what, URI base, List<ModelDraft> models) {
    String line = what + " at " + base;
    return models.isEmpty()
        ? Findings.note(line + ": no model is installed there")
        : new Findings(models, List.of(line), List.of());
  }

  private Optional<JsonNode> get(URI base, String path) throws InterruptedException {
    return send(HttpRequest.newBuilder(base.resolve(path)));
  }

  private Optional<JsonNode> send(HttpRequest.Builder request) throws InterruptedException {
    try {
      var response = http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
      return response.statusCode() == 200
          ? Optional.of(JsonMapper.shared().readTree(response.body()))
          : Optional.empty();
    } catch (IOException | JacksonException _) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
