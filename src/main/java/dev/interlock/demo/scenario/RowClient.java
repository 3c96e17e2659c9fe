package dev.interlock.demo.scenario;

import dev.interlock.inference.Api;
import dev.interlock.outcome.OutcomeRow;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An ordinary client of Envoy with many prompts. Thread-safe. */
final class RowClient implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int AT_ONCE = 4;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI chat;

  RowClient(URI envoy) {
    this.chat = envoy.resolve(Api.CHAT.path());
  }

  /**
   * Asks the prompt of every row, once for each of two names, a few at once.
   *
   * @return in the order of {@code rows}
   * @throws IOException if a prompt gets no answer
   */
  List<Served> ask(List<OutcomeRow> rows, String name, String compare)
      throws IOException, InterruptedException {
    List<Callable<Served>> calls =
        rows.stream()
            .<Callable<Served>>map(
                row -> () -> new Served(row, ask(name, row.prompt()), ask(compare, row.prompt())))
            .toList();
    try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Served> served = new ArrayList<>(rows.size());
      for (Future<Served> answer : threads.invokeAll(calls)) {
        served.add(answer.get());
      }
      return served;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failed) {
        throw failed;
      }
      throw new IllegalStateException("asking", e.getCause());
    }
  }

  private Answer ask(String model, String prompt) throws IOException, InterruptedException {
    ObjectNode body = JSON.createObjectNode();
    body.put("model", model);
    body.putArray("messages").addObject().put("role", "user").put("content", prompt);
    var request =
        HttpRequest.newBuilder(chat)
            .timeout(PATIENCE)
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
            .build();
    HttpResponse<Void> response = http.send(request, BodyHandlers.discarding());
    if (response.statusCode() != 200) {
      throw new IOException(
          "a prompt for " + model + ": HTTP " + response.statusCode() + " (expected: 200)");
    }
    return new Answer(
        header(response, "x-simulated-model"),
        Double.parseDouble(header(response, "x-simulated-score")));
  }

  private static String header(HttpResponse<?> response, String name) throws IOException {
    return response
        .headers()
        .firstValue(name)
        .orElseThrow(() -> new IOException(name + ": missing (expected: a simulated model)"));
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
