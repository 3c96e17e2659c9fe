package dev.interlock.system;

import static dev.interlock.system.SystemFixture.header;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.interlock.envoy.RecordingUpstream;
import dev.interlock.envoy.RecordingUpstream.Request;
import dev.interlock.envoy.Waiting;
import dev.interlock.inference.Api;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many clients at once: everybody gets an answer, and it is theirs. */
@Tag("alone")
class LoadIT {
  private static final int CLIENTS = 200;
  private static final int REQUESTS = 5;
  private static final Pattern QUESTION = Pattern.compile("question-\\d+-\\d+");

  @Test
  void two_hundred_clients() throws Exception {
    try (var echo = RecordingUpstream.start("echo");
        SystemFixture system =
            behind(echo, SystemFixture.example().replacing("deadline: 10s", "deadline: 30s"))) {
      List<Exchanged> all = everybody(system, CLIENTS, REQUESTS, 12);

      assertThat(all).hasSize(CLIENTS * REQUESTS).allSatisfy(Exchanged::check);
      assertThat(all)
          .allSatisfy(each -> assertThat(each.reason()).isEqualTo("cheapest_sufficient"));
      assertThat(all.stream().map(each -> header(each.response(), "x-interlock-decision")))
          .doesNotHaveDuplicates();
      assertThat(echo.requests().stream().map(request -> questionIn(request.text())))
          .hasSize(CLIENTS * REQUESTS)
          .doesNotHaveDuplicates();
      Waiting.until(
          "exchanges counted",
          () -> system.metric("interlock_exchanges_total") == CLIENTS * REQUESTS);
      assertThat(system.metric("interlock_body_bytes")).isZero();
      assertThat(system.metric("interlock_queue_depth")).isZero();
    }
  }

  /** One worker and one place to wait: whoever does not fit takes the fail-safe route at once. */
  @Test
  void an_overloaded_sidecar_costs_the_decision_not_the_answer() throws Exception {
    var overloaded = SystemFixture.example().adding("workers: 1\nqueue: 1");
    try (var echo = RecordingUpstream.start("echo");
        SystemFixture system = behind(echo, overloaded)) {
      List<Exchanged> all = everybody(system, 64, 3, 2000);

      assertThat(all).hasSize(64 * 3).allSatisfy(Exchanged::check);
      assertThat(all).anySatisfy(each -> assertThat(each.reason()).isEqualTo("failsafe"));
      assertThat(all).anySatisfy(each -> assertThat(each.reason()).isNotEqualTo("failsafe"));
      long undecided = all.stream().filter(each -> each.reason().equals("failsafe")).count();
      assertThat((long) system.metric("interlock_streams_total", "cause=\"overloaded\""))
          .isEqualTo(undecided);
    }
  }

  private static SystemFixture behind(RecordingUpstream echo, SystemFixture.Builder builder) {
    echo.replying(LoadIT::echo);
    return builder
        .serving("small", echo.port())
        .serving("medium", echo.port())
        .serving("frontier", echo.port())
        .start();
  }

  /** A question and what came back. */
  private record Exchanged(String question, HttpResponse<String> response) {
    void check() {
      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      assertThat(questionIn(response.body())).isEqualTo(question);
      assertThat(response.body()).contains("the end");
    }

    String reason() {
      return header(response, "x-interlock-reason");
    }
  }

  private static List<Exchanged> everybody(
      SystemFixture system, int clients, int requests, int words) throws Exception {
    var tasks = new ArrayList<Callable<List<Exchanged>>>();
    for (int client = 0; client < clients; client++) {
      int number = client;
      tasks.add(
          () -> {
            var exchanged = new ArrayList<Exchanged>();
            for (int i = 0; i < requests; i++) {
              exchanged.add(ask(system, "question-" + number + "-" + i, words, i % 2 == 0));
            }
            return exchanged;
          });
    }
    var all = new ArrayList<Exchanged>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<List<Exchanged>> done : threads.invokeAll(tasks)) {
        all.addAll(done.get());
      }
    }
    return all;
  }

  private static Exchanged ask(SystemFixture system, String question, int words, boolean stream) {
    String text = "Say hello " + "again ".repeat(words) + question;
    String body =
        stream ? Bodies.streamed(Api.CHAT, "auto", text) : Bodies.of(Api.CHAT, "auto", text);
    return new Exchanged(question, system.envoy().post(Api.CHAT.path(), body));
  }

  /** Answers with the question, as a stream if that is wanted. */
  private static void echo(HttpExchange exchange, Request request) throws IOException {
    String question = questionIn(request.text());
    if (!request.text().contains("\"stream\":true")) {
      RecordingUpstream.reply(
          exchange,
          200,
          "application/json",
          "{\"choices\":[{\"message\":{\"content\":\"%s, the end\"}}]}".formatted(question));
      return;
    }
    exchange.getResponseHeaders().set("content-type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    for (String word : List.of(question, ", the end")) {
      String chunk = "data: {\"choices\":[{\"delta\":{\"content\":\"%s\"}}]}\n\n".formatted(word);
      exchange.getResponseBody().write(chunk.getBytes(StandardCharsets.UTF_8));
      exchange.getResponseBody().flush();
    }
  }

  private static String questionIn(String text) {
    Matcher matcher = QUESTION.matcher(text);
    return matcher.find() ? matcher.group() : "";
  }
}
