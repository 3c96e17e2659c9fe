package dev.interlock.system;

import static dev.interlock.system.SystemFixture.header;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.interlock.envoy.EnvoyFixture;
import dev.interlock.envoy.RecordingUpstream;
import dev.interlock.envoy.RecordingUpstream.Request;
import dev.interlock.inference.Api;
import dev.interlock.simulator.Faults;
import dev.interlock.simulator.Faults.ErrorAnswer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Many clients at once while the first model of every plan is broken in one way: everybody gets one
 * answer, it is theirs, and no model is asked twice. {@code -Dinterlock.faults=1000} says how many
 * requests each way; they are sent by 200 clients. Breakers are off, so that every request meets
 * the fault.
 */
@ParameterizedClass(name = "rendered for {0}")
@SuppressWarnings("NullAway.Init")
@ValueSource(strings = {"1.40", "1.37"})
@Tag("alone")
class FailoverFaultsIT {
  private static final int REQUESTS = Integer.getInteger("interlock.faults", 200);
  private static final int CLIENTS = 200;
  private static final Pattern QUESTION = Pattern.compile("question-\\d+-");
  private static final ErrorAnswer NO_ERROR = Faults.NONE.error();

  private static RecordingUpstream next;
  private static SystemFixture system;

  FailoverFaultsIT(String rendered) {}

  @BeforeParameterizedClassInvocation
  static void start(String rendered) {
    next = RecordingUpstream.start("next").replying(FailoverFaultsIT::echo);
    system =
        SystemFixture.example()
            .replacing(
                "models: [small, medium, frontier, claude, embed]", "models: [small, medium]")
            .replacing("http://127.0.0.1:9102", "http://127.0.0.1:9102/openai/v1")
            .replacing("objective: {quality: 0.6,", "objective: {quality: 0.1,")
            .replacing("deadline: 10s", "deadline: 30s")
            .adding("failover: {answer_timeout: 4s, stream_timeout: 4s, breaker: {enabled: false}}")
            // At its usual pace, so that an answer can break off after it has begun.
            .fleet(fleet -> fleet)
            .serving("medium", next.port())
            .oldestEnvoy(rendered)
            .start(EnvoyFixture.newest());
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    system.close();
    next.close();
  }

  static Stream<Arguments> faults() {
    var healthy = Duration.ZERO;
    return Stream.of(
        Arguments.of("refuse", Faults.refusing()),
        Arguments.of("reset", new Faults(false, 1, 0, NO_ERROR, healthy, 0, 0)),
        Arguments.of("429", new Faults(false, 0, 0, limited(), healthy, 0, 0)),
        Arguments.of("500", Faults.failing(500)),
        Arguments.of(
            "half 500",
            new Faults(false, 0, 0, new ErrorAnswer(0.5, 500, Optional.empty()), healthy, 0, 0)),
        Arguments.of(
            "slow first byte", new Faults(false, 0, 0, NO_ERROR, Duration.ofSeconds(20), 0, 0)),
        Arguments.of("hang", Faults.hanging()));
  }

  private static ErrorAnswer limited() {
    return new ErrorAnswer(1, 429, Optional.of(Duration.ofSeconds(1)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void everybody_gets_one_answer_and_it_is_theirs(String name, Faults faults) throws Exception {
    breakSmall(faults);

    List<Exchanged> all = everybody();

    assertThat(all).hasSize(REQUESTS).allSatisfy(Exchanged::check);
    long bySmall = all.stream().filter(each -> each.model().equals("small")).count();
    List<String> asked = next.requests().stream().map(r -> question(r.text())).toList();
    assertThat(asked).doesNotHaveDuplicates().hasSize((int) (REQUESTS - bySmall));
    assertThat(all.stream().filter(each -> each.model().equals("medium")).map(Exchanged::question))
        .containsExactlyInAnyOrderElementsOf(asked);
    assertThat(next.requests())
        .allSatisfy(r -> assertThat(r.text()).contains("\"model\":\"llama-3.1-70b-instruct\""))
        .allSatisfy(r -> assertThat(r.path()).isEqualTo("/openai/v1/chat/completions"));
    assertThat(system.server("small").requests().count()).isEqualTo(faults.refuse() ? 0 : REQUESTS);
    if (faults.error().rate() == 0.5) {
      assertThat(bySmall).isBetween(REQUESTS / 4L, REQUESTS * 3L / 4);
    } else {
      assertThat(bySmall).isZero();
    }
  }

  /**
   * What has begun cannot be taken back: the client sees that it broke off. Where Envoy has not
   * passed on its first byte yet, the next model is asked, or the answer is an error.
   */
  @Test
  void an_answer_that_breaks_off_is_never_taken_for_a_whole_one() throws Exception {
    breakSmall(new Faults(false, 0, 0, NO_ERROR, Duration.ZERO, 1, 0));

    List<Exchanged> all = everybody();

    assertThat(all).hasSize(REQUESTS);
    List<Exchanged> whole = all.stream().filter(each -> !each.isVisiblyBroken()).toList();
    assertThat(whole).hasSizeLessThan(REQUESTS).allSatisfy(Exchanged::check);
    assertThat(whole).allSatisfy(each -> assertThat(each.model()).isEqualTo("medium"));
    assertThat(next.requests().stream().map(r -> question(r.text())))
        .containsExactlyInAnyOrderElementsOf(whole.stream().map(Exchanged::question).toList());
    assertThat(system.server("small").requests().count()).isEqualTo(REQUESTS);
  }

  private static void breakSmall(Faults faults) {
    next.forget();
    system.server("small").faults(Faults.NONE);
    system.server("small").faults(faults);
    system.server("small").requests().clear();
  }

  /** A question and what came back; nothing, if that broke off. */
  private record Exchanged(String question, Optional<HttpResponse<String>> response) {
    void check() {
      assertThat(response).isPresent();
      HttpResponse<String> whole = response.get();
      assertThat(whole.statusCode()).as(whole.body()).isEqualTo(200);
      if (model().equals("medium")) {
        assertThat(QUESTION.matcher(whole.body()).results()).hasSize(1);
        assertThat(FailoverFaultsIT.question(whole.body())).isEqualTo(question);
        assertThat(whole.body()).contains("the end");
      } else {
        assertThat(header(whole, "x-simulated-model")).isEqualTo("small");
      }
    }

    /** It broke off, or is an error. */
    boolean isVisiblyBroken() {
      return response.isEmpty() || response.get().statusCode() >= 500;
    }

    String model() {
      return response.map(whole -> header(whole, "x-interlock-model")).orElse("");
    }
  }

  private static List<Exchanged> everybody() throws Exception {
    var tasks = new ArrayList<Callable<List<Exchanged>>>();
    for (int client = 0; client < CLIENTS; client++) {
      int first = client;
      tasks.add(
          () -> {
            var exchanged = new ArrayList<Exchanged>();
            for (int i = first; i < REQUESTS; i += CLIENTS) {
              exchanged.add(ask("question-" + i + "-", i % 2 == 0));
            }
            return exchanged;
          });
    }
    var all = new ArrayList<Exchanged>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<List<Exchanged>> done : threads.invokeAll(tasks)) {
        all.addAll(done.get());
      }
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    }
    return all;
  }

  private static Exchanged ask(String question, boolean stream) {
    String text = "Say hello " + question;
    String body =
        stream ? Bodies.streamed(Api.CHAT, "auto", text) : Bodies.of(Api.CHAT, "auto", text);
    try {
      return new Exchanged(question, Optional.of(system.envoy().post(Api.CHAT.path(), body)));
    } catch (UncheckedIOException brokenOff) {
      return new Exchanged(question, Optional.empty());
    }
  }

  /** Answers with the question, as a stream if that is wanted. */
  private static void echo(HttpExchange exchange, Request request) throws IOException {
    String content = question(request.text()) + ", the end";
    boolean stream = request.text().contains("\"stream\":true");
    String body =
        stream
            ? "data: {\"choices\":[{\"delta\":{\"content\":\"%s\"}}]}\n\ndata: [DONE]\n\n"
            : "{\"choices\":[{\"message\":{\"content\":\"%s\"}}]}";
    RecordingUpstream.reply(
        exchange, 200, stream ? "text/event-stream" : "application/json", body.formatted(content));
  }

  private static String question(String text) {
    Matcher matcher = QUESTION.matcher(text);
    return matcher.find() ? matcher.group() : "";
  }
}
