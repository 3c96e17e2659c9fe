package dev.interlock.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FreshnessTest {
  private static final long LEFT = 50_000;

  @Test
  void without_a_word_anything_goes() {
    assertThat(Freshness.of(Map.of())).isEqualTo(Freshness.ANY);
    assertThat(Freshness.of(Map.of("cache-control", "max-stale=60, no-transform, x=1")))
        .isEqualTo(Freshness.ANY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          no-store                | false | false
          No-Cache                | false | true
          private, no-cache       | false | true
          max-age=0               | true  | true
          """)
  void directives_are_read_in_any_case_and_company(String control, boolean look, boolean keep) {
    Freshness freshness = Freshness.of(Map.of("cache-control", control));
    assertThat(freshness.look()).isEqualTo(look);
    assertThat(freshness.keep()).isEqualTo(keep);
  }

  @Test
  void pragma_counts_where_nothing_else_is_said() {
    assertThat(Freshness.of(Map.of("pragma", "no-cache")).look()).isFalse();
    assertThat(Freshness.of(Map.of("pragma", "no-cache", "cache-control", "max-age=9")).look())
        .isTrue();
  }

  @Test
  void an_answer_may_be_as_old_as_is_said_and_must_be_good_as_long() {
    Freshness aged = Freshness.of(Map.of("cache-control", "max-age=10, max-age=\"20\""));
    assertThat(aged.accepts(10_000, LEFT)).isTrue();
    assertThat(aged.accepts(10_001, LEFT)).isFalse();
    Freshness fresh = Freshness.of(Map.of("cache-control", "min-fresh=50"));
    assertThat(fresh.accepts(0, LEFT)).isTrue();
    assertThat(fresh.accepts(0, LEFT - 1)).isFalse();
  }

  @Test
  void who_says_how_old_or_how_good_wants_nothing_stale() {
    assertThat(Freshness.ANY.acceptsStale()).isTrue();
    assertThat(Freshness.of(Map.of("cache-control", "only-if-cached")).acceptsStale()).isTrue();
    for (String less : List.of("no-cache", "no-store", "max-age=99", "min-fresh=1")) {
      assertThat(Freshness.of(Map.of("cache-control", less)).acceptsStale()).as(less).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "max-age",
        "max-age=",
        "max-age=-1",
        "max-age=x",
        "min-fresh=",
        "min-fresh=99999999999999999999"
      })
  void what_cannot_be_read_is_read_strictly(String control) {
    assertThat(Freshness.of(Map.of("cache-control", control)).accepts(1, LEFT)).isFalse();
  }
}
