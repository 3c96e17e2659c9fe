package dev.interlock.eval.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CachePageTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String PART =
      IntStream.range(0, 20)
          .mapToObj(i -> "0.0" + i % 3)
          .collect(Collectors.joining(",", "[", "]"));

  @Test
  void every_stream_says_whether_it_keeps_its_promise() {
    String page = page("{}");

    assertThat(page)
        .contains("<td>CLINC150</td><td>.01</td><td>yes</td>")
        .contains("<td>HWU64, without the second check</td><td>.02</td><td>not shown</td>")
        .contains("<td>Generated traps</td><td>.05</td><td>no hits</td><td>–</td>")
        .contains("<td>SNIPS</td><td>.01</td><td>no</td>")
        .contains("<b>1 of 3</b>");
  }

  @Test
  void every_wrong_hit_is_there_with_both_texts_as_text() {
    String page =
        page(
            """
            {"clinc150@0.01": [
              {"orders": 3, "similarity": 0.9123, "earlier": "a <b> & \\"c\\"", "now": "other"},
              {"orders": 1, "similarity": 0.9, "earlier": "x", "now": "y"}],
             "snips@0.02": []}
            """);

    assertThat(page)
        .contains("<b>CLINC150 at δ 0.01</b>: 4 wrong hits, 2 pairs of texts")
        .contains("<td>a &lt;b&gt; &amp; &quot;c&quot;</td><td>other</td><td>3</td><td>0.912</td>")
        .contains("<td>x</td><td>y</td>")
        .contains("None: SNIPS at δ 0.02.");
  }

  @Test
  void traps_are_counted_by_kind_and_guard() {
    assertThat(page("{}"))
        .contains("<th>traps</th><th>taken</th><th>negation</th><th>pair head</th>")
        .contains("<td>antonym</td><td>7</td><td>1</td><td></td><td>2</td>");
  }

  @Test
  void a_page_of_nothing_is_a_page() {
    assertThat(CachePage.of(JSON.readTree("{}"), JSON.readTree("{}"))).endsWith("</html>\n");
  }

  private static String page(String wrong) {
    return CachePage.of(report(), JSON.readTree(wrong));
  }

  private static JsonNode report() {
    return JSON.readTree(
        """
        {"streams": {
          "clinc150@0.01": %s, "hwu64-unchecked@0.02": %s, "traps@0.05": %s, "snips@0.01": %s},
         "curves": {"clinc150": {
           "static": [{"threshold": 0.8, "hit_ratio": 0.4, "error": 0.02},
                      {"threshold": 0.9, "hit_ratio": 0.1, "error": 0.0}],
           "bounded": [{"delta": 0.01, "hit_ratio": 0.3, "error": 0.004}]}},
         "traps": {"traps": 9, "kinds": {
           "negation": {"traps": 2, "wrong_hits": 0, "refused_by": {"negation": 2}},
           "antonym": {"traps": 7, "wrong_hits": 1, "refused_by": {"pair_head": 2}}}}}
        """
            .formatted(
                stream(0.01, "0.004", 0.006, 100),
                stream(0.02, "0.015", 0.021, 100),
                stream(0.05, "null", 1, 0),
                stream(0.01, "0.02", 0.03, 100)));
  }

  private static String stream(double delta, String error, double upper, int hits) {
    return """
        {"delta": %s, "error": %s, "error_upper95": %s, "hits": %d, "requests": 1000,
         "hit_ratio": 0.1, "first_hit_median": 400, "best_static_hit_ratio": 0.4,
         "best_static_threshold": 0.8,
         "course": {"hit_ratio": %s, "error_so_far": %s, "error_so_far_least": %s,
                    "error_so_far_largest": %s}}
        """
        .formatted(delta, error, upper, hits, PART, PART, PART, PART);
  }
}
