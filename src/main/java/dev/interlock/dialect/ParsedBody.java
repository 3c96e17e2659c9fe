package dev.interlock.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.interlock.inference.Api;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.ThinkingBudget;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * A request body with what it says. The bytes are the truth: an edit replaces spans of them and
 * leaves everything else, unknown fields, key order, white space, number spelling and escapes, as
 * the client wrote it.
 *
 * <p>Immutable, for any thread, as long as nobody writes to the array that was read.
 */
public final class ParsedBody {
  private final byte[] bytes;
  private final InferenceRequest request;
  private final Span model;
  private final List<Member> members;

  ParsedBody(byte[] bytes, InferenceRequest request, Span model, List<Member> members) {
    this.bytes = requireNonNull(bytes, "bytes");
    this.request = requireNonNull(request, "request");
    this.model = requireNonNull(model, "model");
    this.members = List.copyOf(members);
  }

  /** The bytes as received; not a copy, so not to be written to. */
  public byte[] bytes() {
    return bytes;
  }

  public InferenceRequest request() {
    return request;
  }

  /** Whether it has a field that caps the answer, whatever its value: then nobody else caps it. */
  public boolean statesCap() {
    return members.stream().anyMatch(Member::isCap);
  }

  /**
   * The body asking for {@code upstreamModel}: only the value of the top-level {@code model} is
   * replaced. The very array that was read, where it asks for that name already.
   */
  public byte[] withModel(String upstreamModel) {
    if (upstreamModel.equals(request.model())) {
      return bytes;
    }
    return model.replacedBy(quoted(upstreamModel), bytes);
  }

  /**
   * The body asking for {@code upstreamModel}, which is told to keep {@code budget}: the fields
   * that say so follow the model's name. What the request states itself stays, and stays alone.
   * Empty where the body says all that already.
   */
  public Optional<byte[]> asking(String upstreamModel, Optional<ThinkingBudget> budget) {
    boolean thinks = !request.reasoning().stated();
    boolean caps = !statesCap();
    String fields = fields(budget, thinks, caps);
    if (!fields.isEmpty()) {
      return Optional.of(edited(List.of(), named(upstreamModel, fields)));
    }
    return upstreamModel.equals(request.model())
        ? Optional.empty()
        : Optional.of(withModel(upstreamModel));
  }

  /**
   * A body that {@link #asking} made for another model, for this one: what was written for the
   * other is gone or replaced. How much to think was not the client's word.
   *
   * @param budget of this model
   * @param caps whether a cap was not the client's word either
   */
  public byte[] askingInstead(String upstreamModel, Optional<ThinkingBudget> budget, boolean caps) {
    List<Span> gone =
        members.stream()
            .filter(member -> caps || !member.isCap())
            .flatMap(member -> member.written(bytes).stream())
            .toList();
    String fields = fields(budget, true, caps);
    return gone.isEmpty() && fields.isEmpty()
        ? withModel(upstreamModel)
        : edited(gone, named(upstreamModel, fields));
  }

  private String fields(Optional<ThinkingBudget> budget, boolean thinks, boolean caps) {
    if (budget.isEmpty()) {
      return "";
    }
    Api api = request.api();
    return (thinks ? BudgetFields.thinking(api, budget.get()) : "")
        + (thinks && caps ? BudgetFields.cap(api, budget.get()) : "");
  }

  /** The body without the spans {@code gone}, and {@code name} for the model's. */
  private byte[] edited(List<Span> gone, byte[] name) {
    var spans = new ArrayList<>(gone);
    spans.add(model);
    spans.sort(Comparator.comparingInt(Span::start));
    var edited = new ByteArrayOutputStream(bytes.length + name.length);
    int from = 0;
    for (Span span : spans) {
      edited.write(bytes, from, span.start() - from);
      if (span.equals(model)) {
        edited.writeBytes(name);
      }
      from = span.end();
    }
    edited.write(bytes, from, bytes.length - from);
    return edited.toByteArray();
  }

  /** The model's name with {@code fields} behind it. */
  private static byte[] named(String upstreamModel, String fields) {
    byte[] name = quoted(upstreamModel);
    byte[] more = fields.getBytes(UTF_8);
    byte[] both = Arrays.copyOf(name, name.length + more.length);
    System.arraycopy(more, 0, both, name.length, more.length);
    return both;
  }

  private static byte[] quoted(String value) {
    byte[] escaped = JsonStringEncoder.getInstance().quoteAsUTF8(value);
    byte[] quoted = new byte[escaped.length + 2];
    quoted[0] = '"';
    System.arraycopy(escaped, 0, quoted, 1, escaped.length);
    quoted[quoted.length - 1] = '"';
    return quoted;
  }

  /** Never the bytes: prompts do not reach logs. */
  @Override
  public String toString() {
    return "ParsedBody[" + request + "]";
  }
}
