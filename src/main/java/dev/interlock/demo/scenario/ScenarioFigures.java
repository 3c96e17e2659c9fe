package dev.interlock.demo.scenario;

import dev.interlock.eval.EvalReport;
import java.util.LinkedHashMap;
import java.util.Map;

/** The result for programs: shares in [0, 1], to four decimals. */
final class ScenarioFigures {
  private ScenarioFigures() {}

  static Map<String, Object> of(ScenarioResult result) {
    var figures = new LinkedHashMap<String, Object>();
    figures.put("requests", result.classes().stream().mapToInt(ClassResult::requests).sum());
    figures.put("saved_equal_tokens", EvalReport.rounded(result.savedEqual()));
    figures.put("saved_realistic", EvalReport.rounded(result.savedDocuments()));
    figures.put("quality_routed", EvalReport.rounded(result.quality()));
    var classes = new LinkedHashMap<String, Object>();
    result.classes().forEach(kind -> classes.put(kind.kind().name(), of(kind, result.scenario())));
    figures.put("classes", classes);
    var alone = new LinkedHashMap<String, Object>();
    result.alone().forEach(model -> alone.put(model.model(), of(model)));
    figures.put("alone", alone);
    return figures;
  }

  private static Map<String, Object> of(ClassResult kind, Scenario scenario) {
    var figures = new LinkedHashMap<String, Object>();
    figures.put("share", EvalReport.rounded(kind.kind().share()));
    figures.put("requests", kind.requests());
    figures.put("answered_by", kind.answeredBy());
    figures.put("quality_always_" + scenario.compare(), EvalReport.rounded(kind.qualityCompared()));
    figures.put("quality_routed", EvalReport.rounded(kind.quality()));
    figures.put("difference", EvalReport.rounded(kind.difference().mean()));
    figures.put("difference_low95", EvalReport.rounded(kind.difference().low95()));
    figures.put("difference_high95", EvalReport.rounded(kind.difference().high95()));
    return figures;
  }

  private static Map<String, Object> of(ScenarioResult.Alone model) {
    var figures = new LinkedHashMap<String, Object>();
    figures.put("quality", EvalReport.rounded(model.quality()));
    figures.put("saved_equal_tokens", EvalReport.rounded(model.savedEqual()));
    figures.put("saved_realistic", EvalReport.rounded(model.savedDocuments()));
    return figures;
  }
}
