package dev.interlock.eval;

import dev.interlock.embedding.TextEncoder;
import dev.interlock.embedding.djl.EncoderLoader;
import dev.interlock.head.HeadOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code interlock eval intents}: how well texts are classified, on anybody's labelled files. */
@Command(
    name = "intents",
    mixinStandardHelpOptions = true,
    description = {
      "Trains intent heads on labelled text and reports accuracy, macro-F1, out-of-scope recall,",
      "the share of transformer passes and decision time, with all rows and with a handful per"
          + " class.",
      "With --data also how intents fare in other languages, and whether these are told from English.",
      "Files are JSONL: {\"text\": \"...\", \"label\": \"...\"}; no label or null is out of scope."
    })
public final class EvalIntents implements Callable<Integer> {
  private static final String OTHER_LANGUAGES = "other_languages";

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--train", description = "Labelled text to learn from.")
  private @Nullable Path train;

  @Option(names = "--test", description = "Labelled text to be judged by.")
  private @Nullable Path test;

  @Option(
      names = "--data",
      description = "Directory of the public data sets; runs all of them (or those of --sets).")
  private @Nullable Path data;

  @Option(
      names = "--sets",
      split = ",",
      description = "Which of the public sets: ${DEFAULT-VALUE}.",
      defaultValue = "clinc150,hwu64,snips,domains,task_type,other_languages")
  private List<String> sets = new ArrayList<>();

  @Option(
      names = "--shots",
      description = "Rows per class in few-shot mode; 0 leaves it out. Default: ${DEFAULT-VALUE}.",
      defaultValue = "5")
  private int shots;

  @Option(names = "--no-full", description = "Leave out the mode with all rows.")
  private boolean noFull;

  @Mixin private EncoderOption encoderOption = new EncoderOption();

  @Mixin private VectorsOption vectors = new VectorsOption();

  @Option(
      names = "--report",
      description = "Report file. Default: ${DEFAULT-VALUE}.",
      defaultValue = "target/reports/eval-intents.json")
  private Path report = Path.of("target/reports/eval-intents.json");

  @Override
  public Integer call() throws IOException {
    List<Corpus> corpora = corpora();
    PrintWriter out = spec().commandLine().getOut();
    Map<String, Object> figures = new LinkedHashMap<>();
    try (var encoder = EncoderLoader.open(encoderOption.directory(), 1);
        var cached = new CachedEncoder(encoder, vectors.directory())) {
      var evaluation = new IntentEvaluation(encoder, cached, System::nanoTime);
      out.printf("encoder %s (%s)%n", encoder.space(), encoder.status().transformer());
      for (Corpus corpus : corpora) {
        figures.put(corpus.name(), evaluate(corpus, evaluation, out));
        EvalReport.write(report, figures);
      }
      if (train == null && sets.contains(OTHER_LANGUAGES)) {
        figures.put(OTHER_LANGUAGES, otherLanguages(encoder, out));
        EvalReport.write(report, figures);
      }
    }
    return 0;
  }

  private Map<String, Object> otherLanguages(TextEncoder encoder, PrintWriter out)
      throws IOException {
    var evaluation = new LanguageEvaluation(encoder);
    Map<String, Object> figures = new LinkedHashMap<>();
    for (LanguageSamples samples : LanguageSamples.all()) {
      out.printf("%n%s: %,d texts%n", samples.language(), samples.test().size());
      Map<String, Object> own = new LinkedHashMap<>();
      evaluation.figures(samples).forEach((name, value) -> putCounted(own, out, name, value));
      figures.put(samples.language(), own);
    }
    out.printf("%nTexts of one to three words%n");
    Map<String, Object> brief = new LinkedHashMap<>();
    evaluation.brief().forEach((name, value) -> putCounted(brief, out, name, value));
    figures.put("brief", brief);
    out.printf("%nEnglish texts taken for another language%n");
    Map<String, Object> english = new LinkedHashMap<>();
    var publicData = new PublicData(Objects.requireNonNull(data));
    for (Corpus corpus :
        List.of(
            publicData.clinc150(), publicData.hwu64(), publicData.snips(), publicData.domains())) {
      english.put("texts_" + corpus.name(), corpus.test().size());
      put(english, out, corpus.name(), evaluation.takenForAnother(corpus.test()));
    }
    figures.put("english_taken_for_another", english);
    return figures;
  }

  private Map<String, Object> evaluate(
      Corpus corpus, IntentEvaluation evaluation, PrintWriter out) {
    Map<String, Object> figures = new LinkedHashMap<>();
    out.printf(
        "%n%s: %,d train, %,d test%n", corpus.name(), corpus.train().size(), corpus.test().size());
    out.flush();
    if (!noFull) {
      var full = evaluation.full(corpus, options(corpus));
      put(figures, out, "accuracy", full.score().accuracy());
      put(figures, out, "macro_f1", full.score().macroF1());
      if (full.score().hasOutOfScope()) {
        put(figures, out, "oos_recall_at_95", full.score().rejectedKeeping(0.95));
        put(figures, out, "oos_auroc", full.score().auroc());
        put(figures, out, "oos_recall", full.score().rejected());
        put(figures, out, "in_scope_accepted", full.score().accepted());
      }
      put(figures, out, "forward_share", full.forwardShare());
      put(figures, out, "decision_mean_ms", full.meanMillis());
      put(figures, out, "decision_p99_ms", full.p99Millis());
      put(figures, out, "train_s", full.trainSeconds());
    }
    if (shots > 0 && !corpus.name().equals("domains") && !corpus.name().equals("task_type")) {
      var few = evaluation.fewShot(corpus, shots);
      put(figures, out, shots == 5 ? "five_shot" : "shot_" + shots, few.accuracy());
      put(figures, out, "few_shot_sd", few.deviation());
      put(figures, out, "few_shot_forward_share", few.forwardShare());
    }
    return figures;
  }

  private static HeadOptions options(Corpus corpus) {
    return switch (corpus.name()) {
      case "domains" -> HeadOptions.DOMAINS;
      case "task_type" -> HeadOptions.TASKS;
      default -> HeadOptions.INTENTS;
    };
  }

  /** Numbers of texts are not printed: they are the same each time. */
  private static void putCounted(
      Map<String, Object> figures, PrintWriter out, String name, double value) {
    if (name.startsWith("texts")) {
      figures.put(name, (int) value);
    } else {
      put(figures, out, name, value);
    }
  }

  private static void put(Map<String, Object> figures, PrintWriter out, String name, double value) {
    figures.put(name, EvalReport.rounded(value));
    out.printf("  %-24s %8.4f%n", name, value);
    out.flush();
  }

  private List<Corpus> corpora() throws IOException {
    if (train != null && test != null) {
      return List.of(new Corpus("given", LabelledText.read(train), LabelledText.read(test)));
    }
    if (data == null) {
      throw new ParameterException(
          spec().commandLine(), "nothing to evaluate (expected: --train and --test, or --data)");
    }
    var publicData = new PublicData(data);
    List<Corpus> corpora = new ArrayList<>();
    for (String set : sets) {
      if (set.equals(OTHER_LANGUAGES)) {
        continue;
      }
      corpora.add(
          switch (set) {
            case "clinc150" -> publicData.clinc150();
            case "clinc150_validation" -> publicData.clinc150Validation();
            case "hwu64" -> publicData.hwu64();
            case "snips" -> publicData.snips();
            case "domains" -> publicData.domains();
            case "task_type" -> publicData.taskTypes();
            default ->
                throw new ParameterException(
                    spec().commandLine(),
                    "--sets: "
                        + set
                        + " (expected: clinc150, hwu64, snips, domains, task_type, other_languages)");
          });
    }
    return corpora;
  }

  private CommandSpec spec() {
    if (spec == null) {
      throw new IllegalStateException("not run by picocli");
    }
    return spec;
  }
}
