package dev.interlock.signal.output;

import dev.interlock.embedding.Encoding;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.ResponseFormat;
import dev.interlock.signal.SignalEvaluator;
import dev.interlock.signal.SignalSet;
import dev.interlock.signal.SignalSpec;
import dev.interlock.signal.SignalType;
import dev.interlock.signal.SignalValue;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Puts {@code output}: {@code json} when parameters demand it, else what the words of the request
 * ask for. Words are looked for at both ends of the text, where instructions stand.
 */
public final class OutputSignal implements SignalEvaluator {
  private static final int END_CHARS = 1_000;
  private static final double BY_WORDS = 0.8;

  private static final Pattern JSON =
      Pattern.compile(
          "\\b(as|in|into|return|output|valid|only|using|produce|respond with|reply with"
              + "|format(ted)?( it)?( as| in)?)\\s+(a |an |the |raw |valid |strict )*json\\b"
              + "|\\bjson (object|array|format|schema|output|response)\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern CODE =
      Pattern.compile(
          "\\b(write|implement|create|code|generate|complete|develop|build|refactor|fix|debug|give me"
              + "|convert|port|optimi[sz]e)\\b[^.?!\\n]{0,60}\\b(function|program|script|class|code"
              + "|method|query|regex|regular expression|unit tests?|snippet|module|algorithm|parser"
              + "|dockerfile|makefile|python|java|javascript|typescript|c\\+\\+|rust|golang|sql|bash"
              + "|html|css|kotlin|swift|ruby|php|haskell|scala)\\b"
              + "|\\bdef \\w+\\(|\\bpublic (static|class)\\b|#include\\s*<",
          Pattern.CASE_INSENSITIVE);

  @Override
  public List<SignalSpec> signals() {
    return List.of(
        new SignalSpec(
            "output", SignalType.STRING, "Shape of the answer asked for: text, json or code."));
  }

  @Override
  public void evaluate(InferenceRequest request, Encoding encoding, SignalSet.Builder out) {
    out.put("output", classify(request));
  }

  private static SignalValue.Label classify(InferenceRequest request) {
    if (request.responseFormat() != ResponseFormat.FREE) {
      return new SignalValue.Label("json", 1, "");
    }
    String text = request.subject();
    if (asks(JSON, text)) {
      return new SignalValue.Label("json", BY_WORDS, "text");
    }
    if (asks(CODE, text)) {
      return new SignalValue.Label("code", BY_WORDS, "text");
    }
    return new SignalValue.Label("text", BY_WORDS, "");
  }

  private static boolean asks(Pattern pattern, String text) {
    var matcher = pattern.matcher(text);
    if (text.length() <= 2 * END_CHARS) {
      return matcher.find();
    }
    return matcher.region(0, END_CHARS).find()
        || matcher.region(text.length() - END_CHARS, text.length()).find();
  }
}
