package dev.interlock.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.interlock.catalog.Energy;
import dev.interlock.catalog.Latency;
import dev.interlock.catalog.Model;
import dev.interlock.catalog.ModelCatalog;
import dev.interlock.catalog.Price;
import dev.interlock.exchange.AlwaysTheBiggest;
import dev.interlock.exchange.Exchange;
import dev.interlock.inference.Api;
import dev.interlock.inference.Usage;
import dev.interlock.proto.decision.v1.Cached;
import dev.interlock.proto.decision.v1.Decision;
import dev.interlock.proto.decision.v1.Outcome;
import dev.interlock.proto.decision.v1.Request;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JournalEntryTest {
  private static final Model SMALL = model("small", 1);
  private static final Model BIG = model("big", 10);
  private static final ModelCatalog CATALOG = new ModelCatalog(List.of(SMALL, BIG), List.of());

  @Test
  void a_kept_answer_that_would_have_done_would_have_cost_nothing() {
    Decision would =
        Decision.newBuilder()
            .setMode("observe")
            .setReason("cache_exact")
            .setRequest(Request.newBuilder().setVirtualModel("auto"))
            .setOutcome(Outcome.newBuilder().setCached(Cached.newBuilder().setModel("small")))
            .build();
    var usage = new Usage(1_000_000, 0, 0, 0, false);
    var exchange = new Exchange(would, BIG, 200, true, Optional.of(usage));

    JournalEntry entry = JournalEntry.of(exchange, CATALOG, new AlwaysTheBiggest(() -> CATALOG));

    assertThat(entry.isCached()).isTrue();
    assertThat(entry.served()).isEqualTo("big");
    JournalEntry.Tokens tokens = entry.tokens().orElseThrow();
    assertThat(tokens.cost()).isCloseTo(10, within(1e-9));
    assertThat(tokens.decidedCost()).isZero();
    // What the model would have cost that was chosen for such an answer.
    assertThat(tokens.biggestCost()).isCloseTo(1, within(1e-9));

    var sums = new ReportSums();
    sums.add(entry, Optional.empty(), new double[400]);
    ReportLine line = sums.line("all", "observe");
    assertThat(line.cached()).isOne();
    assertThat(line.saved().value()).isCloseTo(10, within(1e-9));
    assertThat(line.savedByCache().value()).isCloseTo(1, within(1e-9));
  }

  private static Model model(String id, double usdPerMillion) {
    return new Model(
        id,
        id,
        Optional.empty(),
        id,
        Set.of(Api.CHAT),
        0.5,
        new Price(usdPerMillion, usdPerMillion, Optional.empty()),
        1000,
        Set.of(),
        Set.of(),
        "",
        Energy.UNKNOWN,
        Latency.UNKNOWN);
  }
}
