package dev.interlock.collect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.interlock.catalog.Model;
import dev.interlock.catalog.ModelCatalog;
import dev.interlock.collect.grade.Grade;
import dev.interlock.collect.grade.Grader;
import dev.interlock.collect.grade.Method;
import dev.interlock.collect.grade.Reference;
import dev.interlock.concurrent.Cancellation;
import dev.interlock.inference.Api;
import dev.interlock.inference.Role;
import dev.interlock.inference.Turn;
import dev.interlock.outcome.OutcomeWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server that answers everything, in the place of Envoy. */
class CollectRunTest {
  private static final Model SMALL = Models.of("small", 1, Api.CHAT);
  private static final byte[] ANSWER =
      """
      {"choices": [{"message": {"content": "four"}, "finish_reason": "stop"}],
       "usage": {"prompt_tokens": 10, "completion_tokens": 20}}
      """
          .getBytes(UTF_8);

  private final HttpServer server;
  private final AtomicInteger asked = new AtomicInteger();

  @TempDir private Path folder;

  CollectRunTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void start() {
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void a_grader_that_always_fails_ends_the_run_and_what_it_failed_for_is_asked_again()
      throws IOException {
    assertThatThrownBy(() -> run(_ -> new Grade.Ungraded("command not started"), budget()))
        .isInstanceOf(CollectException.class)
        .hasMessageContaining("command not started");
    assertThat(asked.get()).isEqualTo(5);

    CollectSummary summary = run(_ -> new Grade.Scored(1), budget());
    assertThat(summary.end()).isEqualTo(CollectSummary.End.DONE);
    assertThat(asked.get()).isEqualTo(17);
  }

  @Test
  void a_grader_that_fails_now_and_then_does_not() throws IOException {
    var graded = new AtomicInteger();

    CollectSummary summary =
        run(
            _ ->
                graded.incrementAndGet() % 5 == 0
                    ? new Grade.Scored(1)
                    : new Grade.Ungraded("judge: no grade"),
            budget());

    assertThat(summary.end()).isEqualTo(CollectSummary.End.DONE);
    assertThat(asked.get()).isEqualTo(12);
  }

  @Test
  void where_nothing_is_left_for_the_grade_nothing_more_is_asked() throws IOException {
    Budget budget = budget();

    CollectSummary summary =
        run(
            _ -> {
              assertThat(budget.reserve(2)).isFalse();
              return new Grade.Ungraded("judge: out of budget");
            },
            budget);

    assertThat(summary.end()).isEqualTo(CollectSummary.End.OUT_OF_BUDGET);
    assertThat(summary.prompts()).isZero();
    assertThat(asked.get()).isEqualTo(1);
  }

  @Test
  void who_grades_reads_the_whole_conversation() throws IOException {
    var read = new ConcurrentLinkedDeque<String>();

    CollectSummary _ =
        run(
            task -> {
              read.add(task.prompt());
              return new Grade.Scored(1);
            },
            budget());

    assertThat(read).hasSize(12).allMatch(prompt -> prompt.startsWith("system: Add.\n\nuser: "));
  }

  private CollectSummary run(Grader grader, Budget budget) throws IOException {
    List<Question> questions = IntStream.range(0, 12).mapToObj(CollectRunTest::question).toList();
    var patience = new Patience(Duration.ofSeconds(20), 1, Duration.ZERO, Duration.ZERO, 5);
    var reader =
        new AnswerReader(new ModelCatalog(List.of(SMALL), List.of()), InstantSource.system());
    try (var client =
            new EnvoyClient(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                Map.of(),
                patience,
                reader,
                budget,
                List.of());
        var out = OutcomeWriter.resume(folder.resolve("outcomes.jsonl"), _ -> false)) {
      return new CollectRun(
              new CollectPlan(questions, List.of(SMALL), Set.of(), 1, 100, patience),
              client,
              budget,
              new Grading(Map.of(Method.COMMAND, grader), Optional.of(Method.COMMAND)),
              out,
              new Cancellation())
          .run();
    }
  }

  private static Budget budget() {
    return new Budget(1);
  }

  private static Question question(int number) {
    String text = "2+" + number + "?";
    return new Question(
        Integer.toString(number),
        new Asked.Words(List.of(new Turn(Role.SYSTEM, "Add.", 0), new Turn(Role.USER, text, 0))),
        text,
        "system: Add.\n\nuser: " + text,
        Optional.empty(),
        Reference.NONE);
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] _ = exchange.getRequestBody().readAllBytes();
    int _ = asked.incrementAndGet();
    exchange.getResponseHeaders().add("content-type", "application/json");
    exchange.getResponseHeaders().add("x-interlock-model", "small");
    exchange.sendResponseHeaders(200, ANSWER.length);
    exchange.getResponseBody().write(ANSWER);
    exchange.close();
  }
}
