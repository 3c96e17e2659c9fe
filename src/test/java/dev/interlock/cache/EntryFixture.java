package dev.interlock.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.catalog.Energy;
import dev.interlock.catalog.Latency;
import dev.interlock.catalog.Model;
import dev.interlock.catalog.Objective;
import dev.interlock.catalog.Price;
import dev.interlock.dialect.replay.WholeAnswer;
import dev.interlock.inference.Api;
import dev.interlock.signal.SignalSet;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Entries for tests. */
public final class EntryFixture {
  public static final Model MODEL =
      new Model(
          "small",
          "small",
          Optional.empty(),
          "qwen",
          Set.of(Api.CHAT),
          0.6,
          new Price(0.1, 0.3, Optional.empty()),
          32768,
          Set.of(),
          Set.of(),
          "cloud",
          Energy.UNKNOWN,
          Latency.UNKNOWN);

  private EntryFixture() {}

  /** An answer that is to be kept for an hour, of a request that decided {@code decision}. */
  public static Keeping keeping(
      CacheKey key, String decision, List<String> tags, long revision, Attachment attachment) {
    return new Keeping(
        key,
        decision,
        MODEL,
        new SignalSet.Builder().build(),
        "",
        "auto",
        "",
        Objective.DEFAULT,
        OptionalDouble.empty(),
        Duration.ofHours(1),
        tags,
        revision,
        attachment);
  }

  public static Entry entry(String tag, long createdMs) {
    Keeping keeping = keeping(new CacheKey(1, 2, 3, 4), "d", List.of(tag), 0, Attachment.NONE);
    return Entry.of(keeping, answer("yes"), false, createdMs, createdMs + 1_000);
  }

  public static WholeAnswer answer(String text) {
    String json =
        """
        {"id":"c","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,
        "message":{"role":"assistant","content":"%s"},"finish_reason":"stop"}]}
        """
            .formatted(text);
    return WholeAnswer.of(Api.CHAT, json.getBytes(UTF_8)).orElseThrow();
  }
}
