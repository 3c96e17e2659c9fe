package dev.interlock.eval;

import dev.interlock.embedding.SparseVector;
import dev.interlock.head.SoftmaxTrainer;
import dev.interlock.head.SparseLayer;
import dev.interlock.head.SparseRows;
import dev.interlock.signal.language.LanguageGrams;
import dev.interlock.signal.language.LanguageWords;
import dev.interlock.signal.language.NgramModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code interlock train languages}: makes the n-gram model that tells languages apart. English is
 * learnt from the training parts of the public sets; another language from the samples that this
 * project wrote, where there are any, and from its list of frequent words, of which sentences are
 * thrown together.
 */
@Command(
    name = "languages",
    mixinStandardHelpOptions = true,
    description = {
      "Trains the shipped n-grams that tell short texts of other languages from English. The same",
      "input gives the same bytes."
    })
public final class TrainLanguages implements Callable<Integer> {
  private static final int SENTENCES = 800;
  private static final int SENTENCE_WORDS = 5;
  private static final int SAMPLE_ROUNDS = 4;
  private static final int LONGEST_CROP = 4;

  /**
   * English rows outnumber the others: that much less likely is it made again, as a logarithm.
   * Chosen by the validation rows of CLINC150, of which it costs less than one in 200.
   */
  private static final float ENGLISH_LESS = 3;

  private static final double PENALTY = 1e-6;
  private static final int STEPS = 60;

  @Option(names = "--data", required = true, description = "Directory of the public data sets.")
  private Path data = Path.of("data");

  @Option(names = "--out", required = true, description = "The file to write.")
  private Path out = Path.of("ngrams.bin");

  private final Random random = new Random(1);
  private final List<SparseVector> rows = new ArrayList<>();
  private final List<Integer> labels = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    List<LanguageWords> languages =
        LanguageWords.shipped().stream().filter(LanguageWords::isLatin).toList();
    Map<String, LanguageSamples> samples = new HashMap<>();
    LanguageSamples.all().forEach(each -> samples.put(each.language(), each));
    for (int label = 0; label < languages.size(); label++) {
      LanguageWords language = languages.get(label);
      if (language.language().equals("en")) {
        english(label);
        continue;
      }
      sentences(language, label);
      LanguageSamples own = samples.get(language.language());
      for (int round = 0; own != null && round < SAMPLE_ROUNDS; round++) {
        for (LabelledText row : own.train()) {
          add(row.text(), label);
        }
      }
    }
    float[] weights =
        SoftmaxTrainer.train(
            new SparseRows(rows, LanguageGrams.BUCKETS),
            labels.stream().mapToInt(Integer::intValue).toArray(),
            languages.size(),
            PENALTY,
            STEPS);
    List<String> codes = languages.stream().map(LanguageWords::language).toList();
    weights[LanguageGrams.BUCKETS * codes.size() + codes.indexOf("en")] -= ENGLISH_LESS;
    var model = new NgramModel(codes, SparseLayer.of(codes.size(), weights));
    try (var file = Files.newOutputStream(out)) {
      model.write(file);
    }
    return 0;
  }

  private void english(int label) throws IOException {
    var sets = new PublicData(data);
    for (Corpus corpus :
        List.of(sets.clinc150(), sets.hwu64(), sets.snips(), sets.domains(), sets.taskTypes())) {
      for (LabelledText row : corpus.train()) {
        add(row.text(), label);
      }
    }
  }

  private void sentences(LanguageWords language, int label) {
    List<String> words = language.words();
    for (int i = 0; i < SENTENCES; i++) {
      List<String> sentence = new ArrayList<>();
      for (int w = 1 + random.nextInt(SENTENCE_WORDS); w > 0; w--) {
        sentence.add(words.get(random.nextInt(words.size())));
      }
      row(String.join(" ", sentence), label);
    }
  }

  /** Every other time a few words of {@code text} alone: short texts are what this is for. */
  private void add(String text, int label) {
    String[] words = text.split("\\s+", -1);
    if (random.nextBoolean() || words.length < 2) {
      row(text, label);
      return;
    }
    int from = random.nextInt(words.length - 1);
    int to = Math.min(words.length, from + 1 + random.nextInt(LONGEST_CROP));
    row(String.join(" ", List.of(words).subList(from, to)), label);
  }

  private void row(String text, int label) {
    SparseVector grams = LanguageGrams.of(text, text.length());
    if (grams.size() > 0) {
      rows.add(grams);
      labels.add(label);
    }
  }
}
