package dev.interlock.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.cache.CacheKey;
import dev.interlock.cache.Entry;
import dev.interlock.cache.EntryLabel;
import dev.interlock.cache.Surroundings;
import dev.interlock.catalog.SemanticTerms;
import dev.interlock.concurrent.Deadline;
import dev.interlock.embedding.EncoderFixture;
import dev.interlock.equivalence.PairCheck;
import dev.interlock.equivalence.PairHead;
import dev.interlock.semantic.Access;
import dev.interlock.semantic.Inquiry;
import dev.interlock.semantic.SemanticCache;
import dev.interlock.telemetry.Telemetry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A promise is exported by rule, whoever the tenants are, as its page says. */
class PromiseGaugesTest {
  private static final PairCheck CHECK =
      new PairCheck(
          PairHead.load(Path.of("src/main/heads/pairs.bin"), "interlock-l2-2", "interlock-l2-1"));

  /** Nothing is kept. */
  private static final Access NONE =
      new Access() {
        @Override
        public boolean allows(Entry entry) {
          return false;
        }

        @Override
        public Optional<Entry> find(EntryLabel label) {
          return Optional.empty();
        }

        @Override
        public boolean fetches() {
          return false;
        }
      };

  private final SemanticCache meanings =
      new SemanticCache(InstantSource.system(), System::nanoTime, () -> 1);

  @Test
  void say_what_can_be_shown_for_a_rule() throws Exception {
    String exported;
    try (var telemetry = Telemetry.start(Optional.empty())) {
      PromiseGauges.of(
          telemetry.metrics(), meanings, () -> Map.of("faq", 0.02, "docs", 0.1, "news", 0.1));
      assertThat(telemetry.prometheusText()).doesNotContain("interlock_cache_promise_samples");
      ask("faq", "acme", 0.02);
      ask("faq", "globex", 0.02);
      ask("docs", "acme", 0.1);
      ask("faq", "acme", 0.05); // Before a reload.
      ask("news", "acme", 0.05);
      ask("gone", "acme", 0.05);
      ask("docs", "acme", 0.1, Inquiry.Scope.observed("lens"));
      ask("news", "acme", 0.05, Inquiry.Scope.observed("lens"));
      exported = telemetry.prometheusText();
    }

    assertThat(exported.lines().toList())
        .contains(
            "interlock_cache_promise_max_error{rule=\"faq\"} 0.02",
            "interlock_cache_promise_max_error{rule=\"docs\"} 0.1",
            "interlock_cache_promise_error_upper{rule=\"faq\"} 1.0",
            "interlock_cache_promise_max_error{rule=\"docs (observed)\"} 0.1",
            "interlock_cache_promise_samples{rule=\"faq\"} 0.0",
            "interlock_cache_promise_open{rule=\"faq\"} 0.0",
            "interlock_cache_collisions_total 0.0");
    assertThat(exported)
        .as("of what is promised no more, nothing")
        .doesNotContain("rule=\"news", "rule=\"gone");
    List<String> page = Files.readAllLines(Path.of("docs/reference/metrics.md"));
    exported
        .lines()
        .filter(line -> line.startsWith("# HELP interlock_cache_"))
        .map(line -> line.split(" ", 4))
        .forEach(
            help ->
                assertThat(page)
                    .as(help[2])
                    .anyMatch(
                        row ->
                            row.startsWith("| `" + help[2] + "`")
                                && row.endsWith("| " + help[3] + ". |")));
  }

  private void ask(String rule, String tenant, double maxError) {
    ask(rule, tenant, maxError, "lens");
  }

  private void ask(String rule, String tenant, double maxError, String lens) {
    float[] vector = new float[384];
    vector[0] = 1;
    var inquiry =
        new Inquiry(
            "How long is the lease?",
            Optional.of(new Surroundings(new CacheKey(1, 2, 3, 4), false, false, false)),
            Optional.of(
                EncoderFixture.withForward(_ -> vector.clone()).encode("How", Deadline.NEVER)),
            SemanticTerms.of(maxError, Duration.ofHours(1)),
            new Inquiry.Scope(rule, tenant, lens),
            _ -> false);
    assertThat(meanings.look(inquiry, CHECK, NONE)).isNotNull();
  }
}
