package dev.interlock.signal.domain;

import dev.interlock.embedding.Encoding;
import dev.interlock.embedding.TextEncoder;
import dev.interlock.head.FusedHead;
import dev.interlock.head.HeadFile;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.signal.English;
import dev.interlock.signal.HeadLabel;
import dev.interlock.signal.SignalEvaluator;
import dev.interlock.signal.SignalSet;
import dev.interlock.signal.SignalSpec;
import dev.interlock.signal.SignalType;
import java.nio.file.Path;
import java.util.List;

/**
 * Puts {@code domain}: the MMLU-Pro category of the text, or {@code general} for everyday requests.
 */
public final class DomainSignal implements SignalEvaluator {
  /** What it puts. */
  public static final List<SignalSpec> SPECS =
      List.of(
          new SignalSpec(
              "domain",
              SignalType.STRING,
              "Subject: one of the fourteen MMLU-Pro categories, or general."));

  /** The label of a text that belongs to no class. */
  public static final String GENERAL = "general";

  private static final String FILE = "domain.bin";

  private final FusedHead head;

  public DomainSignal(FusedHead head) {
    this.head = head;
  }

  /** The signal with the head that is shipped in {@code heads}. */
  public static DomainSignal load(Path heads, TextEncoder encoder) {
    return new DomainSignal(HeadFile.read(heads.resolve(FILE)).headFor(encoder.space()));
  }

  @Override
  public List<SignalSpec> signals() {
    return SPECS;
  }

  @Override
  public void evaluate(InferenceRequest request, Encoding encoding, SignalSet.Builder out) {
    out.put("domain", English.only(out, () -> HeadLabel.of(head, encoding, GENERAL)));
  }
}
