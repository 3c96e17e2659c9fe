package dev.interlock.routing;

import dev.interlock.catalog.Action;
import dev.interlock.proto.decision.v1.AppliedRule;
import dev.interlock.proto.decision.v1.Caller;
import dev.interlock.proto.decision.v1.Candidate;
import dev.interlock.proto.decision.v1.Conversation;
import dev.interlock.proto.decision.v1.Decision;
import dev.interlock.proto.decision.v1.Findings;
import dev.interlock.proto.decision.v1.Memory;
import dev.interlock.proto.decision.v1.Prediction;
import dev.interlock.proto.decision.v1.Rejected;
import dev.interlock.proto.decision.v1.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A decision for people: what was seen, which rules applied, how the candidates compare, why not
 * the others and what would flip it. Holds nothing of the prompt.
 */
public final class ExplanationText {
  private final StringBuilder text = new StringBuilder(1024);

  private ExplanationText() {}

  /** Several lines, each ended by a line break. */
  public static String of(Decision decision) {
    return new ExplanationText().write(decision);
  }

  private String write(Decision decision) {
    outcome(decision);
    caller(decision);
    signals(decision);
    rules(decision.getRulesList());
    if (decision.hasObjective()) {
      terms(decision);
    }
    conversation(decision.getConversation());
    candidates(decision);
    losers(decision.getRejectedList());
    foot(decision);
    return text.toString();
  }

  private void outcome(Decision decision) {
    var outcome = decision.getOutcome();
    String result =
        outcome.hasForward()
            ? Action.name(outcome.getForward().getModel(), outcome.getForward().getEffort())
            : outcome.hasCached()
                ? "kept answer "
                    + outcome.getCached().getEntry()
                    + " of "
                    + outcome.getCached().getModel()
                : outcome.getReject().getStatus() + " " + outcome.getReject().getType();
    line(decision.getRequest().getModel() + " → " + result + "   (" + decision.getReason() + ")");
    line("  " + decision.getExplanation());
  }

  private void caller(Decision decision) {
    if (!decision.hasCaller()) {
      return;
    }
    Caller caller = decision.getCaller();
    line(
        "  for "
            + caller.getTenant()
            + (caller.getGroupsCount() == 0
                ? ""
                : ", in " + String.join(", ", caller.getGroupsList()))
            + (caller.getPurpose().isEmpty() ? "" : ", purpose " + caller.getPurpose()));
  }

  private void signals(Decision decision) {
    if (decision.getSignalsCount() == 0) {
      return;
    }
    heading("Signals");
    var table = new TextTable();
    for (Signal signal : decision.getSignalsList()) {
      table.row(signal.getName(), value(signal), note(signal));
    }
    text.append(table.text());
    var coverage = decision.getCoverage();
    line(
        "  seen: "
            + coverage.getStaticTokens()
            + " tokens by the static vector, "
            + coverage.getForwardTokens()
            + " by the transformer, of "
            + coverage.getTextTokens()
            + " ("
            + coverage.getTextChars()
            + " characters)");
  }

  private void rules(List<AppliedRule> rules) {
    if (rules.isEmpty()) {
      return;
    }
    heading("Rules that apply");
    for (AppliedRule rule : rules) {
      var parts = new ArrayList<String>();
      if (rule.getExcludedCount() > 0) {
        parts.add("excludes " + String.join(", ", rule.getExcludedList()));
      }
      if (rule.getStatedCount() > 0) {
        parts.add("states " + String.join(", ", rule.getStatedList()));
      }
      if (rule.getMissingCount() > 0) {
        parts.add("could not read " + String.join(", ", rule.getMissingList()));
      }
      String effect = parts.isEmpty() ? "changes nothing" : String.join("; ", parts);
      line("  " + rule.getName() + (rule.getUnknown() ? " (unknown)" : "") + ": " + effect);
    }
  }

  private void terms(Decision decision) {
    heading("Objective");
    var objective = decision.getObjective();
    line(
        "  quality at least "
            + number(objective.getQuality())
            + (objective.getCertified() ? ", certified" : "")
            + "; weights: cost "
            + number(objective.getCostWeight())
            + ", latency "
            + number(objective.getLatencyWeight())
            + ", energy "
            + number(objective.getEnergyWeight())
            + from(objective.getRule()));
    var consequence = decision.getConsequence();
    if (!consequence.getSource().isEmpty()) {
      line(
          "  a wrong answer costs "
              + number(consequence.getFailureCostUsd())
              + " USD and is "
              + (consequence.getReversible() ? "reversible" : "irreversible")
              + from(consequence.getSource()));
    }
  }

  private void conversation(Conversation conversation) {
    // Of a first turn there is nothing to tell.
    if (conversation.getModel().isEmpty() && !conversation.getToolCallOpen()) {
      return;
    }
    heading("Conversation");
    if (conversation.getModel().isEmpty()) {
      line("  " + conversation.getCode() + ": a tool call is being answered");
      return;
    }
    line(
        "  "
            + conversation.getCode()
            + ": "
            + conversation.getModel()
            + " answered so far"
            + (conversation.getToolCallOpen() ? ", and its tool call is being answered" : "")
            + (conversation.getKnownBy().equals("header") ? " (known by the header)" : "")
            + "; changes of late: "
            + conversation.getSwitches());
    line(
        "  its prompt cache is worth "
            + number(conversation.getCacheUsd())
            + " USD; another must gain more than "
            + number(conversation.getMarginUsd())
            + " USD");
  }

  private void candidates(Decision decision) {
    List<Candidate> plan = decision.getPlanList();
    if (plan.isEmpty() || plan.getFirst().getInputTokens() == 0) {
      return;
    }
    heading("Candidates, best first");
    prediction(decision);
    memory(decision);
    var table =
        new TextTable()
            .row("", "model", "P(sufficient)", "USD", "ms", "Wh", "failure USD", "score");
    for (int i = 0; i < plan.size(); i++) {
      Candidate c = plan.get(i);
      table.row(
          String.valueOf(i + 1),
          Action.name(c.getModel(), c.getEffort()),
          number(c.getPSufficient())
              + (c.getPrior() ? " prior" : " bundle")
              + learnt(c)
              + certified(decision, c)
              + (c.getMeetsQuality() ? "" : " (below floor)"),
          number(c.getCostUsd()),
          number(c.getLatencyMs()),
          number(c.getEnergyWh()),
          number(c.getFailureCostUsd()),
          number(c.getScore()));
    }
    text.append(table.text());
  }

  private static String certified(Decision decision, Candidate candidate) {
    if (!decision.getObjective().getCertified()) {
      return "";
    }
    return candidate.getCertified() == 0
        ? ", not certified"
        : ", certified to " + number(candidate.getCertified());
  }

  private static String byCard(Prediction prediction) {
    return prediction.getByCardCount() == 0
        ? ""
        : ", by its card: " + String.join(", ", prediction.getByCardList());
  }

  private void prediction(Decision decision) {
    if (!decision.hasPrediction()) {
      return;
    }
    Prediction prediction = decision.getPrediction();
    line(
        "  router bundle "
            + prediction.getBundle()
            + (prediction.getAbstained().isEmpty()
                ? ", support " + number(prediction.getSupport()) + byCard(prediction)
                : " says nothing (" + prediction.getAbstained() + ")"));
  }

  private static String learnt(Candidate candidate) {
    double learned = candidate.getLearned();
    if (learned == 0) {
      return "";
    }
    return ", "
        + (learned > 0 ? "+" : "")
        + number(learned)
        + " learnt"
        + (candidate.getEvidence() > 0 ? " from " + number(candidate.getEvidence()) : "");
  }

  private void memory(Decision decision) {
    Memory memory = decision.getMemory();
    if (memory.getFrozen() || decision.getPlanList().stream().anyMatch(c -> c.getLearned() != 0)) {
      line(
          "  feedback: revision "
              + memory.getRevision()
              + (memory.getFrozen() ? ", frozen: nothing is added" : ", log-odds"));
    }
  }

  private void losers(List<Rejected> losers) {
    if (losers.isEmpty()) {
      return;
    }
    heading("Why not the others");
    for (Rejected loser : losers) {
      String name = Action.name(loser.getModel(), loser.getEffort());
      line("  " + name + " [" + loser.getReason() + "]: " + loser.getExplanation());
      if (!loser.getFlip().isEmpty()) {
        line("      what would change that: " + loser.getFlip());
      }
    }
  }

  private void foot(Decision decision) {
    text.append('\n');
    if (decision.hasCache()) {
      CacheLines.of(decision.getCache()).forEach(this::line);
    }
    if (decision.getDegradationsCount() > 0) {
      line("Degraded: " + String.join(", ", decision.getDegradationsList()));
    }
    line(
        "Decision "
            + decision.getId()
            + ", generation "
            + decision.getGeneration()
            + ", "
            + decision.getTiming().getTotalUs()
            + " µs");
  }

  private void heading(String title) {
    text.append('\n').append(title).append('\n');
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  private static String value(Signal signal) {
    return switch (signal.getValueCase()) {
      case LABEL -> signal.getLabel();
      case SCORE -> number(signal.getScore());
      case FLAG -> String.valueOf(signal.getFlag());
      case COUNT -> String.valueOf(signal.getCount());
      case LABELS -> String.join(", ", signal.getLabels().getValuesList());
      case FINDINGS -> findings(signal.getFindings());
      case UNAVAILABLE -> "unavailable";
      case VALUE_NOT_SET -> "";
    };
  }

  private static String findings(Findings findings) {
    return findings.getFoundCount() == 0
        ? "none"
        : findings.getFoundList().stream()
            .map(finding -> finding.getKind() + " " + finding.getCount())
            .collect(Collectors.joining(", "));
  }

  private static String note(Signal signal) {
    if (signal.hasUnavailable()) {
      return signal.getUnavailable();
    }
    if (!signal.hasLabel()) {
      return "";
    }
    String runnerUp = signal.getRunnerUp().isEmpty() ? "" : ", then " + signal.getRunnerUp();
    return "confidence " + number(signal.getConfidence()) + runnerUp;
  }

  private static String from(String source) {
    return source.isEmpty() ? "" : "   (" + source + ")";
  }

  private static String number(double value) {
    return Decimal.append(new StringBuilder(), value).toString();
  }
}
