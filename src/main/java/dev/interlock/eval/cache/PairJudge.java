package dev.interlock.eval.cache;

import dev.interlock.equivalence.Guard;
import dev.interlock.equivalence.Guards;
import dev.interlock.equivalence.PairCheck;
import dev.interlock.equivalence.PairHead;
import dev.interlock.equivalence.PairView;
import dev.interlock.eval.EvalReport;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Guards and pair head together, as they stand before a hit. One thread. */
final class PairJudge {
  private final PairCheck check;
  private final Views views;

  PairJudge(PairHead head, Views views) {
    this.check = new PairCheck(head);
    this.views = views;
  }

  private static final class Tally {
    int same;
    int others;
    int taken;
    int wrong;
    int guarded;
    final Map<String, Integer> refusedBy = new TreeMap<>();

    /** The share of hits that would be wrong if as many were the same as are traps. */
    double evenOdds() {
      double right = (double) (taken - wrong) / Math.max(1, same);
      double trapped = (double) wrong / Math.max(1, others);
      return trapped == 0 ? 0 : EvalReport.rounded(trapped / (trapped + right));
    }

    Map<String, Object> figures() {
      Map<String, Object> figures = new LinkedHashMap<>();
      figures.put("same", same);
      figures.put("traps", others);
      figures.put("taken_of_same", share(taken - wrong, same));
      figures.put("wrong_hits", wrong);
      figures.put("wrong_share_of_traps", share(wrong, others));
      figures.put("refused_by_guards", share(guarded, others));
      figures.put("refused_by", refusedBy);
      return figures;
    }
  }

  private static double share(int part, int whole) {
    return whole == 0 ? 0 : EvalReport.rounded((double) part / whole);
  }

  /** What the check makes of {@code pairs}: hits, wrong ones, and which guards refuse the same. */
  Map<String, Object> operating(List<TextPair> pairs) {
    var tally = new Tally();
    var guards = new TreeMap<String, Integer>();
    List<Map<String, String>> wrong = new ArrayList<>();
    for (TextPair pair : pairs) {
      PairCheck.Verdict verdict = count(pair, tally, wrong);
      if (pair.same() && verdict instanceof PairCheck.Refused refused) {
        guards.merge(refused.code(), 1, Integer::sum);
      }
    }
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("hits_of_same", share(tally.taken - tally.wrong, tally.same));
    figures.put("wrong_hit_share", share(tally.wrong, tally.taken));
    figures.put(
        "wrong_hit_share_upper95", EvalReport.rounded(Binomial.upper95(tally.wrong, tally.taken)));
    Map<String, Object> refusals = new LinkedHashMap<>();
    guards.forEach((code, count) -> refusals.put(code, share(count, tally.same)));
    figures.put("same_refused_by", refusals);
    figures.put("wrong_hits", wrong);
    return figures;
  }

  /** By kind of trap, and apart for words in no list of the guards. */
  Map<String, Object> traps(List<TextPair> pairs) {
    var all = new Tally();
    var unlisted = new Tally();
    var kinds = new TreeMap<String, Tally>();
    List<Map<String, String>> wrong = new ArrayList<>();
    List<Map<String, String>> seen = new ArrayList<>();
    var questions = new HashSet<String>();
    var fooled = new HashSet<String>();
    for (TextPair pair : pairs) {
      PairCheck.Verdict verdict = count(pair, all, wrong);
      if (!pair.same()) {
        questions.add(pair.one());
        if (verdict instanceof PairCheck.Same) {
          fooled.add(pair.one());
        }
      }
      count(pair, kinds.computeIfAbsent(pair.kind(), kind -> new Tally()), seen);
      if (!pair.listed()) {
        count(pair, unlisted, seen);
      }
    }
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("wrong_hit_share", share(all.wrong, all.taken));
    figures.put("upper95", EvalReport.rounded(Binomial.upper95(all.wrong, all.taken)));
    figures.put("hits", all.taken);
    figures.put("wrong_hit_share_at_even_odds", all.evenOdds());
    figures.put("upper95_of_traps", EvalReport.rounded(Binomial.upper95(all.wrong, all.others)));
    figures.put("questions", questions.size());
    figures.put("questions_with_a_wrong_hit", fooled.size());
    figures.put(
        "upper95_of_questions",
        EvalReport.rounded(Binomial.upper95(fooled.size(), questions.size())));
    figures.putAll(all.figures());
    figures.put("words_in_no_list", unlisted.figures());
    figures.put(
        "words_in_no_list_upper95",
        EvalReport.rounded(Binomial.upper95(unlisted.wrong, unlisted.others)));
    Map<String, Object> byKind = new LinkedHashMap<>();
    kinds.forEach((kind, tally) -> byKind.put(kind, tally.figures()));
    figures.put("kinds", byKind);
    figures.put("wrong_hit_texts", wrong);
    return figures;
  }

  private PairCheck.Verdict count(TextPair pair, Tally tally, List<Map<String, String>> wrong) {
    PairView one = views.of(pair.one());
    PairView other = views.of(pair.other());
    PairCheck.Verdict verdict = check.check(one, other);
    boolean hit = verdict instanceof PairCheck.Same;
    tally.same += pair.same() ? 1 : 0;
    tally.others += pair.same() ? 0 : 1;
    tally.taken += hit ? 1 : 0;
    if (!pair.same()) {
      List<Guard> refusing = Guards.all(one.wording(), other.wording());
      tally.guarded += refusing.isEmpty() ? 0 : 1;
      if (verdict instanceof PairCheck.Refused refused) {
        tally.refusedBy.merge(refused.code(), 1, Integer::sum);
      }
      if (hit) {
        tally.wrong++;
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("kind", pair.kind());
        texts.put("a", pair.one());
        texts.put("b", pair.other());
        texts.put("chance", Double.toString(EvalReport.rounded(verdict.chance())));
        wrong.add(texts);
      }
    }
    return verdict;
  }
}
