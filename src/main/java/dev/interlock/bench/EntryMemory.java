package dev.interlock.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.cache.Attachment;
import dev.interlock.cache.CacheKey;
import dev.interlock.cache.CacheSettings;
import dev.interlock.cache.Entry;
import dev.interlock.cache.EntryLabel;
import dev.interlock.cache.Filling;
import dev.interlock.cache.Keeping;
import dev.interlock.cache.ResponseCache;
import dev.interlock.cache.Surroundings;
import dev.interlock.catalog.SemanticTerms;
import dev.interlock.concurrent.Deadline;
import dev.interlock.dialect.replay.WholeAnswer;
import dev.interlock.embedding.EncoderManifest;
import dev.interlock.embedding.Encoding;
import dev.interlock.embedding.djl.EncoderLoader;
import dev.interlock.equivalence.PairCheck;
import dev.interlock.equivalence.PairHead;
import dev.interlock.inference.Api;
import dev.interlock.semantic.Access;
import dev.interlock.semantic.Inquiry;
import dev.interlock.semantic.Look;
import dev.interlock.semantic.SemanticCache;
import dev.interlock.signal.SignalSet;
import dev.interlock.signal.SignalValue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/**
 * What entries of the cache take that are found by meaning: this process before and after it keeps
 * them, through the classes that serve. Each is as a real decision left it, with objects of its
 * own; texts are told apart by a number, and the vectors are made up. One thread.
 */
final class EntryMemory {
  /** All code has run for so many, in a cache that is gone, before anything is counted. */
  private static final int WARM = 500;

  private static final int MODELS = 200;
  private static final int LEAST_TOKENS = 6;
  private static final int MOST_TOKENS = 64;
  private static final int UNUSED_PORT = 9;
  private static final long ROOM = 1L << 40;

  /** Whatever a text is about, it is looked at. */
  private static final SemanticTerms TERMS =
      new SemanticTerms(0.01, Duration.ofHours(1), true, true, false);

  private final List<Like> models;
  private final PairCheck check;
  private final int answerLetters;

  /**
   * A decision that entries are made like.
   *
   * @param encoding of {@code text}, the forward pass included
   */
  record Like(String text, Keeping keeping, Encoding encoding) {
    /** Not the text. */
    @Override
    public String toString() {
      return keeping.toString();
    }
  }

  private EntryMemory(List<Like> models, PairCheck check, int answerLetters) {
    this.models = List.copyOf(models);
    this.check = check;
    this.answerLetters = answerLetters;
  }

  /**
   * Entries like those of the decisions on short prompts.
   *
   * @param home the distribution
   * @param answerLetters what each answer says has so many
   */
  static EntryMemory of(Path home, Prompts prompts, int answerLetters) throws IOException {
    Path folder = Files.createTempDirectory("interlock-bench");
    Path own = home.resolve("encoder");
    try (EngineDecider decider =
            EngineDecider.load(home, BenchFiles.create(folder, "memory", UNUSED_PORT));
        var encoder = EncoderLoader.open(own, 1)) {
      List<Like> models = new ArrayList<>();
      for (String prompt : prompts.ofTokens(LEAST_TOKENS, MOST_TOKENS, MODELS)) {
        Encoding encoding = encoder.encode(prompt, Deadline.NEVER);
        var _ = encoding.forward();
        decider
            .keeping(Mix.chat("auto", prompt).getBytes(UTF_8))
            .ifPresent(keeping -> models.add(new Like(prompt, keeping, encoding)));
      }
      var head =
          PairHead.load(
              home.resolve("heads").resolve("pairs.bin"),
              encoder.space(),
              EncoderManifest.staticSpaceOf(own));
      return new EntryMemory(models, new PairCheck(head), answerLetters);
    }
  }

  /**
   * What it came to.
   *
   * @param letters of a text, mean
   * @param answerBytes of an answer, as it is kept
   * @param above what the process takes above itself with an empty cache
   * @param weight what the cache itself counts
   */
  record Result(int entries, double letters, int answerBytes, Footprint above, long weight) {
    private static final double MB = 1e6;

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%,d entries, texts of %.0f letters, answers of %,d bytes: heap +%.0f MB, without the"
              + " answers +%.0f MB; resident +%.0f MB; %,d bytes an entry; the cache counts %.0f"
              + " MB",
          entries,
          letters,
          answerBytes,
          above.heap() / MB,
          (above.heap() - (double) entries * answerBytes) / MB,
          above.resident() / MB,
          above.heap() / entries,
          weight / MB);
    }
  }

  /** Keeps {@code entries} and says what they take. */
  Result measure(int entries) throws IOException {
    var _ = new Kept().fill(WARM);
    var kept = new Kept();
    Footprint empty = Footprint.now();
    double letters = (double) kept.fill(entries) / entries;
    Footprint full = Footprint.now();
    int there = (int) kept.cache.size();
    long weight = kept.cache.bytes();
    if (there != entries || kept.meanings.size() != entries) {
      throw new IllegalStateException("entries: " + there + " (expected: " + entries + ")");
    }
    return new Result(entries, letters, answer(0).bytes(), full.above(empty), weight);
  }

  private WholeAnswer answer(int number) {
    String said = "%08d".formatted(number) + "x".repeat(Math.max(0, answerLetters - 8));
    String json =
        """
        {"id":"chatcmpl-%1$08d","object":"chat.completion","created":1790000000,"model":"bench",\
        "choices":[{"index":0,"message":{"role":"assistant","content":"%2$s","refusal":null},\
        "logprobs":null,"finish_reason":"stop"}],\
        "usage":{"prompt_tokens":40,"completion_tokens":200,"total_tokens":240}}"""
            .formatted(number, said);
    return WholeAnswer.of(Api.CHAT, json.getBytes(UTF_8)).orElseThrow();
  }

  /** A cache, and what finds its entries. */
  private final class Kept implements Access {
    private final Random random = new Random(1);
    private final ResponseCache cache =
        new ResponseCache(InstantSource.system(), System::nanoTime, () -> 0);
    private final SemanticCache meanings =
        new SemanticCache(InstantSource.system(), System::nanoTime, () -> 1);
    private final Surroundings surroundings = new Surroundings(key(-1), false, false, false);

    Kept() {
      cache.use(new CacheSettings(ROOM, 1 << 20, ""));
    }

    /** Returns how many letters all texts have. */
    long fill(int entries) {
      long letters = 0;
      for (int i = 0; i < entries; i++) {
        Like like = models.get(i % models.size());
        String text = like.text() + " (" + i + ")";
        letters += text.length();
        Keeping keeping = keeping(like.keeping(), i, attachment(text, like.encoding()));
        cache.expect(keeping);
        Filling filling = cache.keep(keeping, answer(i), false);
        if (filling != Filling.KEPT) {
          throw new IllegalStateException("filling: " + filling + " (expected: kept)");
        }
      }
      return letters;
    }

    private Attachment attachment(String text, Encoding like) {
      var inquiry =
          new Inquiry(
              text,
              Optional.of(surroundings),
              Optional.of(new MadeUpEncoding(like, random)),
              TERMS,
              new Inquiry.Scope("bench", "", ""),
              _ -> true);
      return switch (meanings.look(inquiry, check, this)) {
        case Look.Miss miss -> miss.attachment();
        case Look other -> throw new IllegalStateException("look: " + other.getClass());
      };
    }

    private Keeping keeping(Keeping like, int number, Attachment attachment) {
      return new Keeping(
          key(number),
          "%026d".formatted(number),
          like.model(),
          copy(like.signals()),
          like.tenant(),
          like.virtualModel(),
          like.intent(),
          like.objective(),
          like.failureCost(),
          like.ttl(),
          like.tags(),
          cache.revision(),
          attachment);
    }

    private CacheKey key(int number) {
      byte[] bytes =
          ByteBuffer.allocate(32)
              .putLong(random.nextLong())
              .putLong(random.nextLong())
              .putLong(random.nextLong())
              .putLong(number)
              .array();
      return CacheKey.from(bytes).orElseThrow();
    }

    @Override
    public boolean allows(Entry entry) {
      return true;
    }

    @Override
    public Optional<Entry> find(EntryLabel label) {
      return Optional.empty();
    }

    @Override
    public boolean fetches() {
      return false;
    }
  }

  private static SignalSet copy(SignalSet signals) {
    var copy = new SignalSet.Builder();
    signals.values().forEach((name, value) -> copy.put(name, copy(value)));
    return copy.build();
  }

  /** The same in an object of its own; its texts and lists are the heads' own and shared. */
  private static SignalValue copy(SignalValue value) {
    return switch (value) {
      case SignalValue.Label(var label, double confidence, var runnerUp) ->
          new SignalValue.Label(label, confidence, runnerUp);
      case SignalValue.Score(double score) -> new SignalValue.Score(score);
      case SignalValue.Flag(boolean flag) -> new SignalValue.Flag(flag);
      case SignalValue.Count(long count) -> new SignalValue.Count(count);
      case SignalValue.Labels(var labels) -> new SignalValue.Labels(labels);
      case SignalValue.Findings(var found) -> new SignalValue.Findings(found);
      case SignalValue.Unavailable(var reason) -> new SignalValue.Unavailable(reason);
    };
  }
}
