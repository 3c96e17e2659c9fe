package dev.interlock.eval;

import dev.interlock.signal.language.LanguageWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code interlock train languages}: makes the n-gram model that tells languages apart. English is
 * learnt from the training parts of the public sets and from single words; another language from
 * the samples that this project wrote, where there are any, and from its list of frequent words, of
 * which sentences are thrown together.
 */
@Command(
    name = "languages",
    mixinStandardHelpOptions = true,
    description = {
      "Trains the shipped n-grams that tell short texts of other languages from English. The same",
      "input gives the same bytes."
    })
public final class TrainLanguages implements Callable<Integer> {
  private static final String ENGLISH = "en";
  private static final int SENTENCES = 800;
  private static final int SAMPLE_ROUNDS = 4;
  private static final int GIBBERISH = 1_500;
  private static final int STEPS = 60;
  private static final int SHORTEST_WORD = 2;

  /** A word that so many English texts have is English, whatever other language has it too. */
  private static final int FREQUENT = 20;

  @Option(names = "--data", required = true, description = "Directory of the public data sets.")
  private Path data = Path.of("data");

  @Option(
      names = "--vocabulary",
      description = "Words of English, one a line. Default: those of the installed encoder.")
  private Path vocabulary =
      Path.of(System.getProperty("interlock.home", "."), "encoder", "vocab.txt");

  @Option(names = "--out", required = true, description = "The file to write.")
  private Path out = Path.of("ngrams.bin");

  @Override
  public Integer call() throws IOException {
    var training = new LanguageTraining();
    Map<String, LanguageSamples> samples = new HashMap<>();
    LanguageSamples.all().forEach(each -> samples.put(each.language(), each));
    Set<String> foreign = new HashSet<>();
    for (LanguageWords language : LanguageWords.shipped()) {
      if (!language.isLatin() || language.language().equals(ENGLISH)) {
        continue;
      }
      foreign.addAll(language.words());
      training.sentences(language, SENTENCES);
      LanguageSamples own = samples.get(language.language());
      for (int round = 0; own != null && round < SAMPLE_ROUNDS; round++) {
        own.train().forEach(row -> training.text(language.language(), row.text()));
      }
    }
    english(training, foreign);
    training.gibberish(GIBBERISH);
    try (var file = Files.newOutputStream(out)) {
      training.train(STEPS).write(file);
    }
    return 0;
  }

  private void english(LanguageTraining training, Set<String> foreign) throws IOException {
    var sets = new PublicData(data);
    Map<String, Integer> counts = new TreeMap<>();
    for (Corpus corpus :
        List.of(sets.clinc150(), sets.hwu64(), sets.snips(), sets.domains(), sets.taskTypes())) {
      for (LabelledText row : corpus.train()) {
        training.text(ENGLISH, row.text());
        for (String word : row.text().toLowerCase(Locale.ROOT).split("[^a-z]+", -1)) {
          counts.merge(word, 1, Integer::sum);
        }
      }
    }
    counts.forEach(
        (word, count) -> {
          if (word.length() >= SHORTEST_WORD && count >= FREQUENT) {
            training.word(word);
          }
        });
    for (String word : Files.readAllLines(vocabulary)) {
      if (word.length() >= SHORTEST_WORD
          && word.chars().allMatch(c -> c >= 'a' && c <= 'z')
          && !foreign.contains(word)) {
        training.word(word);
      }
    }
  }
}
