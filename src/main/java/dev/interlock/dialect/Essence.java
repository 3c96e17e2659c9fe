package dev.interlock.dialect;

import dev.interlock.inference.Api;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;

/**
 * What two bodies must share to ask the same: every byte, but for the fields that only say in which
 * form the answer comes, {@code stream} and {@code stream_options}. So everything that anybody
 * could read out of the one they would read out of the other; who writes the same in other words,
 * or with other white space, asks something else.
 *
 * <p>Immutable, for any thread.
 */
public final class Essence {
  private static final Keys FORM =
      Keys.of(
          "stream",
          "stream_options",
          "temperature",
          "store",
          "background",
          "messages",
          "prompt",
          "seed",
          "tools",
          "functions");

  private static final Keys RESPONSES_FORM =
      Keys.of(
          Stream.concat(
                  Stream.of("stream", "stream_options", "temperature", "background"),
                  ResponsesTies.FIELDS.stream())
              .toArray(String[]::new));

  private final byte[] body;
  private final List<Span> gone;
  private final OptionalDouble temperature;
  private final boolean usageWanted;
  private final boolean leavesTraces;
  private final boolean tied;
  private final Optional<Frame> frame;

  private Essence(byte[] body, List<Span> gone, Reading reading) {
    this.body = body;
    this.gone = List.copyOf(gone);
    this.temperature = reading.temperature;
    this.usageWanted = reading.usageWanted;
    this.leavesTraces = reading.leavesTraces;
    this.tied = reading.tied;
    this.frame = reading.frame();
  }

  /**
   * What surrounds the text that is asked now.
   *
   * @param start where that begins, behind the quotation mark
   * @param end where that ends, before the quotation mark
   * @param continues whether anything but system text was said before
   * @param seeded whether the request names a seed
   * @param tools whether it offers tools
   */
  public record Frame(int start, int end, boolean continues, boolean seeded, boolean tools) {}

  /** Takes the bytes of an essence, piece by piece. */
  @FunctionalInterface
  public interface Sink {
    /** Takes the bytes {@code from} (inclusive) to {@code to} (exclusive), and writes to none. */
    void take(byte[] bytes, int from, int to);
  }

  private static final class Reading {
    private OptionalDouble temperature = OptionalDouble.empty();
    private boolean usageWanted;
    private boolean leavesTraces;
    private boolean tied;
    private boolean seeded;
    private boolean tools;
    private final AskedText asked = new AskedText();

    private Optional<Frame> frame() {
      return asked
          .text()
          .map(text -> new Frame(text.start(), text.end(), asked.continues(), seeded, tools));
    }
  }

  /** The essence of {@code parsed}. Reads the body's tokens once more. */
  public static Essence of(ParsedBody parsed) {
    boolean responses = parsed.request().api() == Api.RESPONSES;
    byte[] body = parsed.bytes();
    var ties = new ResponsesTies();
    var reading = new Reading();
    var gone = new ArrayList<Span>(2);
    try (var json = new JsonCursor(body)) {
      json.startDocument();
      Keys.Seen keys = (responses ? RESPONSES_FORM : FORM).fresh();
      for (String key = json.nextKey(keys); key != null; key = json.nextKey(keys)) {
        int start = json.start();
        if (responses && ResponsesTies.isOne(key)) {
          if (key.equals("input") && json.isString()) {
            reading.asked.prompt(json);
          }
          ties.read(key, json);
        } else if (read(key, json, reading)) {
          member(key, start, json.end(), body, gone);
        }
      }
    } catch (JacksonException | Refusal unread) {
      // A field twice or of another type: nobody can tell what the upstream makes of it.
      var unclear = new Reading();
      unclear.leavesTraces = true;
      return new Essence(body, List.of(), unclear);
    }
    if (responses) {
      reading.leavesTraces |= !ties.storeDenied();
      reading.tools |= ties.offersTools();
      reading.tied = ties.isTied();
    }
    gone.sort(Comparator.comparingInt(Span::start));
    return new Essence(body, gone, reading);
  }

  /** Reads a value; true if it only says in which form the answer comes. */
  private static boolean read(String key, JsonCursor json, Reading reading) {
    return switch (key) {
      case "stream" -> {
        boolean _ = json.flag();
        yield true;
      }
      case "stream_options" -> options(json, reading);
      case "temperature" -> {
        boolean said = json.isNull();
        reading.temperature = json.number();
        reading.leavesTraces |= !said && reading.temperature.isEmpty();
        yield false;
      }
      case "messages" -> {
        reading.asked.messages(json);
        yield false;
      }
      case "prompt" -> {
        reading.asked.prompt(json);
        yield false;
      }
      case "seed" -> {
        reading.seeded = !json.isNull();
        json.skip();
        yield false;
      }
      case "tools", "functions" -> {
        reading.tools |= !json.isNull();
        json.skip();
        yield false;
      }
      default -> {
        reading.leavesTraces |= !json.isNull() && !(json.isBoolean() && !json.flag());
        json.skip();
        yield false;
      }
    };
  }

  /** {@code {"include_usage": true}} and nothing else. */
  private static boolean options(JsonCursor json, Reading reading) {
    if (!json.isObject()) {
      json.skip();
      return json.isNull();
    }
    boolean alone = true;
    boolean usage = false;
    while (json.nextValue()) {
      boolean known = json.isNamed("include_usage") && json.isBoolean();
      usage |= known && json.flag();
      alone &= known;
      json.skip();
    }
    reading.usageWanted = usage;
    return alone;
  }

  /** Adds the field with the one comma that goes with it, if it is written plainly. */
  private static void member(String key, int valueStart, int end, byte[] body, List<Span> gone) {
    int start = before(valueStart, body);
    if (start < 0 || body[start] != ':') {
      return;
    }
    start = before(start, body) - key.length() - 1;
    if (start < 1 || !isQuoted(key, start, body)) {
      return;
    }
    int left = before(start, body);
    if (left >= 0 && body[left] == ',' && !ends(left, gone)) {
      gone.add(new Span(left, end));
      return;
    }
    int right = after(end, body);
    gone.add(
        right < body.length && body[right] == ','
            ? new Span(start, after(right + 1, body))
            : new Span(start, end));
  }

  /** Whether the comma at {@code index} is gone already, with the field before it. */
  private static boolean ends(int index, List<Span> gone) {
    return gone.stream().anyMatch(span -> span.start() <= index && index < span.end());
  }

  private static boolean isQuoted(String key, int start, byte[] body) {
    if (body[start] != '"' || body[start + key.length() + 1] != '"') {
      return false;
    }
    for (int i = 0; i < key.length(); i++) {
      if (body[start + 1 + i] != key.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The last byte before {@code index} that is no white space; -1 if there is none. */
  private static int before(int index, byte[] body) {
    int at = index - 1;
    while (at >= 0 && isSpace(body[at])) {
      at--;
    }
    return at;
  }

  /** The first byte from {@code index} on that is no white space. */
  private static int after(int index, byte[] body) {
    int at = index;
    while (at < body.length && isSpace(body[at])) {
      at++;
    }
    return at;
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  /** How many bytes it has. */
  public int bytes() {
    return body.length - gone.stream().mapToInt(span -> span.end() - span.start()).sum();
  }

  /** Gives its bytes to {@code sink}, in order. */
  public void writeTo(Sink sink) {
    write(gone, sink);
  }

  /** Gives all but the text of {@code frame} to {@code sink}, in order. */
  public void writeTo(Frame frame, Sink sink) {
    var without = new ArrayList<>(gone);
    without.add(new Span(frame.start(), frame.end()));
    without.sort(Comparator.comparingInt(Span::start));
    write(without, sink);
  }

  /** The text that is asked now, and what surrounds it; empty where it is no single plain text. */
  public Optional<Frame> frame() {
    return frame;
  }

  private void write(List<Span> without, Sink sink) {
    int from = 0;
    for (Span span : without) {
      sink.take(body, from, span.start());
      from = span.end();
    }
    sink.take(body, from, body.length);
  }

  /** The {@code temperature} it states, if that is a number. */
  public OptionalDouble temperature() {
    return temperature;
  }

  /** Whether a stream is to end with what it cost. */
  public boolean usageWanted() {
    return usageWanted;
  }

  /** Whether the provider is to keep the answer, or to go on in the background, or may be to. */
  public boolean leavesTraces() {
    return leavesTraces;
  }

  /** Whether the answer depends on what the provider keeps, or on what it does by itself. */
  public boolean tied() {
    return tied;
  }

  /** Never the bytes: prompts do not reach logs. */
  @Override
  public String toString() {
    return "Essence[bytes=" + bytes() + "]";
  }
}
