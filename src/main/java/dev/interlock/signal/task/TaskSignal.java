package dev.interlock.signal.task;

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
 * Puts {@code task}: what kind of work the text asks for, or {@code general} for everyday requests.
 */
public final class TaskSignal implements SignalEvaluator {
  /** What it puts. */
  public static final List<SignalSpec> SPECS =
      List.of(
          new SignalSpec(
              "task",
              SignalType.STRING,
              "Kind of work: coding, math, writing, roleplay, reasoning, knowledge, extraction or general."));

  /** The label of a text that belongs to no class. */
  public static final String GENERAL = "general";

  private static final String FILE = "task.bin";

  private final FusedHead head;

  public TaskSignal(FusedHead head) {
    this.head = head;
  }

  /** The signal with the head that is shipped in {@code heads}. */
  public static TaskSignal load(Path heads, TextEncoder encoder) {
    return new TaskSignal(HeadFile.read(heads.resolve(FILE)).headFor(encoder.space()));
  }

  @Override
  public List<SignalSpec> signals() {
    return SPECS;
  }

  @Override
  public void evaluate(InferenceRequest request, Encoding encoding, SignalSet.Builder out) {
    out.put("task", English.only(out, () -> HeadLabel.of(head, encoding, GENERAL)));
  }
}
