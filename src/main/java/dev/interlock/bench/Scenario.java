package dev.interlock.bench;

import dev.interlock.bench.load.PreparedRequest;
import java.util.List;

/**
 * One row of the bench.
 *
 * @param key its name in the report
 * @param forwardShare share of the prompts that make the transformer run; 0 where nobody decides
 * @param perSecond the constant rate latencies are measured at, over one connection
 */
record Scenario(
    String key, Lane lane, double forwardShare, double perSecond, List<PreparedRequest> requests) {
  Scenario {
    requests = List.copyOf(requests);
  }
}
