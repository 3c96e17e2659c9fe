package dev.interlock.simulator;

import static dev.interlock.simulator.Client.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.inference.Api;
import dev.interlock.simulator.call.Call;
import dev.interlock.simulator.call.CallReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutcomesTest {
  private static final String ASK =
      "{\"model\": \"qwen2.5-7b-instruct\", \"messages\": [{\"role\": \"user\", \"content\":"
          + " \"%s\"}]}";

  @TempDir Path folder;

  @Test
  void answers_are_marked_as_the_file_says() throws Exception {
    Path file = folder.resolve("outcomes.jsonl");
    Files.writeString(
        file,
        """
        {"prompt": "one", "outcomes": {"small": {"score": 1, "cost": 0.25}, "medium": {"score": 0}}}
        {"prompt": "two", "outcomes": {"qwen2.5-7b-instruct": {"score": 0}}}
        {"prompt": "three", "outcomes": {"small": {"score": 0.5}}}
        """);
    try (FleetSimulator fleet = start(1, Outcomes.read(file));
        Client client = new Client()) {
      HttpResponse<String> one = ask(client, fleet, "one");
      assertThat(one.headers().firstValue("x-simulated-score")).hasValue("1.0");
      assertThat(one.headers().firstValue("x-simulated-right")).hasValue("true");
      assertThat(one.headers().firstValue("x-simulated-usd")).hasValue("0.25");
      assertThat(json(one).at("/simulated/score").doubleValue()).isEqualTo(1);

      HttpResponse<String> two = ask(client, fleet, "two");
      assertThat(two.headers().firstValue("x-simulated-right")).hasValue("false");
      assertThat(json(two).at("/choices/0/message/content").stringValue()).contains("not sure");

      HttpResponse<String> three = ask(client, fleet, "three");
      assertThat(three.headers().firstValue("x-simulated-score")).hasValue("0.5");
      assertThat(ask(client, fleet, "three").body()).isEqualTo(three.body());
    }
  }

  @Test
  void a_score_between_is_right_that_often_over_seeds() throws Exception {
    Path file = folder.resolve("outcomes.jsonl");
    Files.writeString(file, "{\"prompt\": \"q\", \"outcomes\": {\"small\": {\"score\": 0.3}}}");
    Outcomes outcomes = Outcomes.read(file);
    int right = 0;
    for (int seed = 0; seed < 400; seed++) {
      var answerer =
          new Answerer(
              Fleet.standard().models().getFirst(),
              seed,
              outcomes,
              InstantSource.fixed(Instant.EPOCH));
      right += answerer.answer(question("q")).verdict().right() ? 1 : 0;
    }
    assertThat(right).isBetween(90, 150);
  }

  @Test
  void without_a_file_a_stronger_model_is_right_wherever_a_weaker_one_is() {
    int[] right = new int[3];
    for (int i = 0; i < 500; i++) {
      boolean weakerRight = false;
      for (int model = 0; model < 3; model++) {
        var answerer =
            new Answerer(
                Fleet.standard().models().get(model),
                1,
                Outcomes.NONE,
                InstantSource.fixed(Instant.EPOCH));
        boolean isRight = answerer.answer(question("prompt " + i)).verdict().right();
        assertThat(isRight || !weakerRight).isTrue();
        weakerRight = isRight;
        right[model] += isRight ? 1 : 0;
      }
    }
    assertThat(right[0] / 500.0).isBetween(0.55, 0.69);
    assertThat(right[1] / 500.0).isBetween(0.71, 0.85);
    assertThat(right[2] / 500.0).isBetween(0.87, 0.97);
  }

  @Test
  void a_line_that_is_no_outcome_is_named() throws Exception {
    Path file = folder.resolve("outcomes.jsonl");
    Files.writeString(file, "{\"prompt\": \"a\", \"outcomes\": {}}\n{\"prompt\": \"b\"}\n");

    assertThatThrownBy(() -> Outcomes.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("outcomes.jsonl:2");
  }

  private static Call.Generation question(String prompt) {
    return (Call.Generation)
        new CallReader().read(Api.CHAT, ASK.formatted(prompt).getBytes(StandardCharsets.UTF_8));
  }

  private static FleetSimulator start(long seed, Outcomes outcomes) {
    Fleet fleet = Fleet.standard().instant().onFreePorts();
    return FleetSimulator.start(
        new Fleet(seed, fleet.models()), outcomes, InstantSource.fixed(Instant.EPOCH), 1);
  }

  private static HttpResponse<String> ask(Client client, FleetSimulator fleet, String prompt)
      throws Exception {
    return client.post(fleet.server("small"), "/v1/chat/completions", ASK.formatted(prompt));
  }
}
