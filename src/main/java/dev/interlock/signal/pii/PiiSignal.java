package dev.interlock.signal.pii;

import dev.interlock.concurrent.Deadline;
import dev.interlock.embedding.Encoding;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.signal.SignalEvaluator;
import dev.interlock.signal.SignalRunner;
import dev.interlock.signal.SignalSet;
import dev.interlock.signal.SignalSpec;
import dev.interlock.signal.SignalType;
import dev.interlock.signal.SignalValue;
import dev.interlock.signal.SignalValue.Finding;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;

/** Puts {@code pii}: which kinds of personal data and secrets the request holds, and how many. */
public final class PiiSignal implements SignalEvaluator {
  private static final String NAME = "pii";
  private static final SignalSpec SPEC =
      new SignalSpec(
          NAME,
          SignalType.FINDINGS,
          "Whether any personal data or secret of the kinds below is in the request, in whatever field.",
          Kind.ids());

  @Override
  public List<SignalSpec> signals() {
    return List.of(SPEC);
  }

  @Override
  public void evaluate(InferenceRequest request, Encoding encoding, SignalSet.Builder out) {
    evaluate(request, encoding, Deadline.NEVER, out);
  }

  @Override
  public void evaluate(
      InferenceRequest request, Encoding encoding, Deadline deadline, SignalSet.Builder out) {
    var counts = new EnumMap<Kind, Integer>(Kind.class);
    Sink sink = (kind, _, _) -> counts.merge(kind, 1, Integer::sum);
    if (!TextScanner.scan(request.body().read(), sink, deadline)) {
      out.put(NAME, new SignalValue.Unavailable(SignalRunner.DEADLINE));
      return;
    }
    var found = new ArrayList<Finding>(counts.size());
    counts.forEach((kind, count) -> found.add(new Finding(kind.id(), count)));
    out.put(NAME, new SignalValue.Findings(found));
  }
}
