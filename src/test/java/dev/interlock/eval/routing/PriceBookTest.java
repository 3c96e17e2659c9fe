package dev.interlock.eval.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.outcome.Outcome;
import dev.interlock.outcome.OutcomeException;
import dev.interlock.outcome.OutcomeRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PriceBookTest {
  @TempDir private Path folder;

  @Test
  void prices_tokens_or_scales_what_was_recorded() throws IOException {
    PriceBook book = book("a: {input: 1, output: 10}\nb: 0.5\n");
    OutcomeRow priced = book.apply(List.of(row())).getFirst();
    assertThat(book.models()).containsExactly("a", "b");
    // Four characters are a token: two and thirty of them.
    assertThat(cost(priced, "a")).hasValue((2 * 1 + 30 * 10) / 1e6);
    assertThat(cost(priced, "b")).hasValue(0.002);
    assertThat(cost(priced, "c")).hasValue(0.004);
    assertThat(priced.outcomes()).containsOnlyKeys("a", "b", "c");
  }

  @Test
  void json_is_read_too_and_an_unknown_length_has_no_price() throws IOException {
    PriceBook book = book("{\"b\": {\"input\": 1, \"output\": 10}}");
    assertThat(cost(book.apply(List.of(row())).getFirst(), "b")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: -1",
        "a: cheap",
        "a: {input: 1}",
        "a: {input: 1, output: x}",
        "[]",
        "a: [",
        "",
        "a: .inf"
      })
  void what_is_no_price_is_said_in_one_line(String text) {
    assertThatThrownBy(() -> book(text))
        .isInstanceOf(OutcomeException.class)
        .hasMessageContaining("prices.yaml")
        .hasMessageContaining("expected: ");
  }

  private PriceBook book(String text) throws IOException {
    return PriceBook.read(Files.writeString(folder.resolve("prices.yaml"), text));
  }

  private static OptionalDouble cost(OutcomeRow row, String model) {
    return Optional.ofNullable(row.outcomes().get(model)).orElseThrow().costUsd();
  }

  private static OutcomeRow row() {
    var outcomes = new LinkedHashMap<String, Outcome>();
    outcomes.put("a", outcome(0.001, OptionalDouble.of(30)));
    outcomes.put("b", outcome(0.004, OptionalDouble.empty()));
    outcomes.put("c", outcome(0.004, OptionalDouble.of(30)));
    return new OutcomeRow("12345678", Optional.empty(), outcomes);
  }

  private static Outcome outcome(double cost, OptionalDouble tokens) {
    return new Outcome(OptionalDouble.of(1), OptionalDouble.of(cost), tokens);
  }

  @Test
  void knows_what_output_costs_now() throws IOException {
    PriceBook book = book("a: {input: 1, output: 4}\nb: 0.5\n");

    assertThat(book.outputPrices(List.of("a", "b", "c"), new double[] {10, 10, 10}))
        .containsExactly(4, 5, 10);
  }
}
