package dev.interlock.simulator;

import static java.util.Objects.requireNonNull;

import dev.interlock.inference.Api;
import dev.interlock.inference.Dialect;
import dev.interlock.simulator.Faults.ErrorAnswer;
import dev.interlock.simulator.answer.Answer;
import dev.interlock.simulator.answer.Answer.Verdict;
import dev.interlock.simulator.answer.AnswerWriter;
import dev.interlock.simulator.answer.EmbeddingWriter;
import dev.interlock.simulator.answer.SplitMix;
import dev.interlock.simulator.answer.SseEvent;
import dev.interlock.simulator.call.Call;
import dev.interlock.simulator.call.Call.Embeddings;
import dev.interlock.simulator.call.Call.Generation;
import dev.interlock.simulator.call.CallReader;
import dev.interlock.simulator.call.Refusal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One model's behaviour: request in, reply out. Thread-safe, never blocks. */
final class ModelService {
  private final SimulatedModel model;
  private final long seed;
  private final CallReader reader = new CallReader();
  private final Answerer answerer;
  private final Map<Api, AnswerWriter> writers = new EnumMap<>(Api.class);
  private final AtomicLong ordinal = new AtomicLong();
  private final RequestLog log = new RequestLog();
  private volatile Faults faults;

  ModelService(SimulatedModel model, long seed, Outcomes outcomes, InstantSource clock) {
    this.model = model;
    this.seed = seed;
    this.answerer = new Answerer(model, seed, outcomes, clock);
    this.faults = model.faults();
    for (Api api : Api.values()) {
      if (api != Api.EMBEDDINGS) {
        writers.put(api, AnswerWriter.of(api));
      }
    }
  }

  SimulatedModel model() {
    return model;
  }

  RequestLog log() {
    return log;
  }

  Faults faults() {
    return faults;
  }

  void faults(Faults changed) {
    faults = changed;
  }

  Reply reply(Incoming request) {
    Faults now = faults;
    SplittableRandom dice =
        new SplittableRandom(
            SplitMix.mix(seed ^ model.id().hashCode() ^ ordinal.getAndIncrement()));
    if (dice.nextDouble() < now.reset()) {
      log.add(request, "", 0);
      return new Reply.Reset();
    }
    if (dice.nextDouble() < now.hang()) {
      log.add(request, "", 0);
      return new Reply.Hang();
    }
    Dialect dialect = dialect(request.path());
    if (dice.nextDouble() < now.error().rate()) {
      return injected(request, dialect, now.error());
    }
    if (model.credential().filter(needed -> !carries(request, needed)).isPresent()) {
      return refuse(
          request,
          dialect,
          new Refusal(401, "Incorrect API key provided.", null, "invalid_api_key"));
    }
    if (request.method().equals("GET") && request.path().startsWith("/v1/models")) {
      return models(request);
    }
    return inference(request, dialect, now, dice);
  }

  private Reply inference(Incoming request, Dialect dialect, Faults now, SplittableRandom dice) {
    Optional<Api> api = Api.atPath(request.path()).filter(model.apis()::contains);
    if (api.isEmpty()) {
      String url = request.method() + " " + request.path();
      return refuse(request, dialect, new Refusal(404, "Invalid URL (" + url + ")", null, null));
    }
    if (!request.method().equals("POST")) {
      return refuse(
          request, dialect, new Refusal(405, "Not allowed to " + request.method(), null, null));
    }
    if (!request.header("content-type").startsWith("application/json")) {
      return refuse(
          request, dialect, Refusal.invalid(null, "content-type (expected: application/json)"));
    }
    if (dialect == Dialect.ANTHROPIC && request.header("anthropic-version").isEmpty()) {
      return refuse(request, dialect, Refusal.invalid("anthropic-version", "header is required"));
    }
    return switch (reader.read(api.get(), request.body())) {
      case Refusal refusal -> refuse(request, dialect, refusal);
      case Call call when !model.names().contains(call.model()) ->
          refuse(request, dialect, unknownModel(dialect, call.model()));
      case Generation call -> generate(request, call, now, dice);
      case Embeddings call -> embed(request, call, now, dice);
    };
  }

  private Reply generate(Incoming request, Generation call, Faults now, SplittableRandom dice) {
    log.add(request, call.model(), 200);
    Answer answer = answerer.answer(call);
    AnswerWriter writer = requireNonNull(writers.get(call.api()));
    boolean truncate = dice.nextDouble() < now.truncate();
    boolean malformed = dice.nextDouble() < now.malformed();
    Duration first = now.firstByteDelay().plus(model.firstToken());
    Verdict verdict = answer.verdict();
    if (call.stream()) {
      List<SseEvent> events = writer.events(answer);
      return new Reply.Events(
          headers("text/event-stream; charset=utf-8", verdict),
          malformed ? broken(events) : events,
          first,
          model.perToken(),
          truncate);
    }
    ObjectNode body = writer.whole(answer).set("simulated", verdict(verdict));
    Duration rest = model.perToken().multipliedBy(Math.max(0, answer.outputTokens() - 1));
    return whole(headers("application/json", verdict), body, first.plus(rest), truncate, malformed);
  }

  private Reply embed(Incoming request, Embeddings call, Faults now, SplittableRandom dice) {
    log.add(request, call.model(), 200);
    Verdict verdict = new Verdict(model.id(), 1, true, model.price().usd(call.inputTokens(), 0));
    return whole(
        headers("application/json", verdict),
        EmbeddingWriter.write(call, seed),
        now.firstByteDelay().plus(model.firstToken()),
        dice.nextDouble() < now.truncate(),
        dice.nextDouble() < now.malformed());
  }

  private Reply models(Incoming request) {
    log.add(request, "", 200);
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("object", "list");
    var data = body.putArray("data");
    for (String name : model.names()) {
      data.addObject()
          .put("id", name)
          .put("object", "model")
          .put("created", 0)
          .put("owned_by", "simulator");
    }
    return whole(Map.of("content-type", "application/json"), body, Duration.ZERO, false, false);
  }

  private Reply injected(Incoming request, Dialect dialect, ErrorAnswer error) {
    log.add(request, "", error.status());
    var refusal = new Refusal(error.status(), "Simulated failure.", null, null);
    Map<String, String> headers = new HashMap<>(errorHeaders());
    error
        .retryAfter()
        .ifPresent(wait -> headers.put("retry-after", Long.toString(wait.toSeconds())));
    return new Reply.Whole(
        error.status(), headers, refusal.body(dialect).toString(), Duration.ZERO, false);
  }

  private Reply refuse(Incoming request, Dialect dialect, Refusal refusal) {
    log.add(request, "", refusal.status());
    return new Reply.Whole(
        refusal.status(), errorHeaders(), refusal.body(dialect).toString(), Duration.ZERO, false);
  }

  private Map<String, String> errorHeaders() {
    return Map.of("content-type", "application/json", "x-simulated-model", model.id());
  }

  private static Reply whole(
      Map<String, String> headers,
      JsonNode body,
      Duration delay,
      boolean truncate,
      boolean malformed) {
    String text = body.toString();
    return new Reply.Whole(
        200, headers, malformed ? text.substring(0, text.length() / 2) : text, delay, truncate);
  }

  /** The middle event breaks off inside its JSON. */
  private static List<SseEvent> broken(List<SseEvent> events) {
    List<SseEvent> broken = new ArrayList<>(events);
    int middle = broken.size() / 2;
    String whole = broken.get(middle).text();
    broken.set(
        middle,
        new SseEvent(whole.substring(0, whole.length() / 2) + "\n\n", broken.get(middle).token()));
    return broken;
  }

  private static Map<String, String> headers(String contentType, Verdict verdict) {
    return Map.of(
        "content-type", contentType,
        "x-simulated-model", verdict.model(),
        "x-simulated-score", Double.toString(verdict.score()),
        "x-simulated-right", Boolean.toString(verdict.right()),
        "x-simulated-usd", Double.toString(verdict.usd()));
  }

  private static ObjectNode verdict(Verdict verdict) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("model", verdict.model())
        .put("score", verdict.score())
        .put("right", verdict.right())
        .put("usd", verdict.usd());
  }

  private static Refusal unknownModel(Dialect dialect, String name) {
    return switch (dialect) {
      case OPENAI ->
          new Refusal(404, "The model `" + name + "` does not exist.", "model", "model_not_found");
      case ANTHROPIC -> new Refusal(404, "model: " + name, null, null);
    };
  }

  private Dialect dialect(String path) {
    return Api.atPath(path)
        .map(Api::dialect)
        .orElse(model.apis().contains(Api.MESSAGES) ? Dialect.ANTHROPIC : Dialect.OPENAI);
  }

  private static boolean carries(Incoming request, RequiredCredential needed) {
    return request.header(needed.header()).equals(needed.value());
  }
}
