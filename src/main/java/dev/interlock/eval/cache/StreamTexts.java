package dev.interlock.eval.cache;

import dev.interlock.concurrent.Deadline;
import dev.interlock.embedding.Encoding;
import dev.interlock.embedding.TextEncoder;
import dev.interlock.equivalence.PairView;
import dev.interlock.eval.Corpus;
import dev.interlock.eval.LabelledText;
import dev.interlock.eval.PublicData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Texts with known answers, from public sets: intents, where an answer serves all texts of its
 * class, and paraphrases, where it serves the two that say the same. A text comes once: repetitions
 * are found by an exact key, before any vector. Texts of no class, which no answer serves, are left
 * out, and so are the classes of the other half: both make a stream easier than the set is.
 */
final class StreamTexts {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path data;
  private final TextEncoder encoder;

  StreamTexts(Path data, TextEncoder encoder) {
    this.data = data;
    this.encoder = encoder;
  }

  /**
   * The set of that name. Of intents the classes of one half; paraphrases are in no half but the
   * reported one, and traps are those that the second check was chosen on or is judged by.
   *
   * @throws IllegalArgumentException if there is no such set
   */
  List<Asked> read(String set, Half half) throws IOException {
    var publicData = new PublicData(data);
    return switch (set) {
      case "clinc150" -> intents(publicData.clinc150(), half);
      case "hwu64" -> intents(publicData.hwu64(), half);
      case "snips" -> intents(publicData.snips(), half);
      case "paraphrases" -> half == Half.REPORTED ? paraphrases() : List.of();
      case "traps" -> traps(half);
      default -> throw new IllegalArgumentException(set);
    };
  }

  private List<Asked> intents(Corpus corpus, Half half) {
    var answers = new LinkedHashMap<String, String>();
    for (List<LabelledText> part : List.of(corpus.train(), corpus.test())) {
      for (LabelledText row : part) {
        row.label()
            .filter(label -> Half.of(label) == half)
            .ifPresent(label -> answers.put(row.text(), label));
      }
    }
    return asked(answers);
  }

  private List<Asked> paraphrases() throws IOException {
    var answers = new LinkedHashMap<String, String>();
    for (JsonNode row :
        JSON.readTree(Files.readAllBytes(data.resolve("12-paraphrases/paraphrases.json")))) {
      String origin = row.path("origin").asString("");
      // One text in two pairs joins them, unless it came second in the one and both had begun.
      String answer = answers.getOrDefault(origin, origin);
      answers.put(origin, answer);
      answers.putIfAbsent(row.path("similar").asString(""), answer);
    }
    return asked(answers);
  }

  /** Texts of pairs; those that are the same, also by way of others, have one answer. */
  private List<Asked> traps(Half half) throws IOException {
    Clusters.Part part = half == Half.REPORTED ? Clusters.Part.TEST : Clusters.Part.VALIDATION;
    var pairs = new PairData(data, new Views(encoder));
    List<TextPair> all = new ArrayList<>(pairs.paraphrases(part));
    all.addAll(pairs.traps(part));
    var answers = new LinkedHashMap<String, String>();
    for (TextPair pair : all) {
      String one = answers.computeIfAbsent(pair.one(), text -> text);
      String other = answers.computeIfAbsent(pair.other(), text -> text);
      if (pair.same() && !one.equals(other)) {
        answers.replaceAll((_, answer) -> answer.equals(other) ? one : answer);
      }
    }
    return asked(answers);
  }

  private List<Asked> asked(Map<String, String> answers) {
    var numbers = new HashMap<String, Integer>();
    var seen = new HashMap<String, String>();
    List<Asked> asked = new ArrayList<>();
    answers.forEach(
        (text, answer) -> {
          if (seen.putIfAbsent(text.strip().toLowerCase(Locale.ROOT), answer) == null) {
            int number = numbers.computeIfAbsent(answer, _ -> numbers.size());
            asked.add(asked(text, number));
          }
        });
    return asked;
  }

  private Asked asked(String text, int answer) {
    Encoding encoding = encoder.encode(text, Deadline.NEVER);
    PairView view = PairView.of(text, encoding);
    float[] vector =
        view.forward()
            .orElseThrow(() -> new IllegalStateException("the encoder has no transformer here"));
    return new Asked(text, answer, vector, Optional.of(view));
  }
}
