package dev.interlock.sharedcache;

import dev.interlock.cache.CacheKey;
import dev.interlock.cache.Entry;
import dev.interlock.cache.EntryLabel;
import dev.interlock.cache.Filling;
import dev.interlock.cache.Surroundings;
import dev.interlock.catalog.SemanticTerms;
import dev.interlock.concurrent.Deadline;
import dev.interlock.embedding.EncoderFixture;
import dev.interlock.embedding.TextEncoder;
import dev.interlock.equivalence.PairCheck;
import dev.interlock.equivalence.PairHead;
import dev.interlock.semantic.Access;
import dev.interlock.semantic.Inquiry;
import dev.interlock.semantic.Look;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;

/**
 * Questions that mean the same, put to a replica as the router does. Each number is another body
 * around the same text.
 *
 * @param surroundings of which nothing is compared with another one's
 * @param text what is asked
 */
record Asking(int surroundings, String text, TextEncoder encoder) {
  private static final PairCheck CHECK =
      new PairCheck(
          PairHead.load(Path.of("src/main/heads/pairs.bin"), "interlock-l2-2", "interlock-l2-1"));
  private static final TextEncoder ENCODER = EncoderFixture.withForward(Asking::vector);

  private static final int TOPIC = 3;

  /** By vectors that are made up. */
  Asking(int surroundings, String text) {
    this(surroundings, text, ENCODER);
  }

  /** Texts that begin with the same three words lie near each other, and no others do. */
  private static float[] vector(String text) {
    String[] words = text.split(" ", TOPIC + 1);
    var topic = new Random(Arrays.asList(words).subList(0, TOPIC).hashCode());
    var rest = new Random(text.hashCode());
    float[] vector = new float[384];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) (topic.nextGaussian() + 0.4 * rest.nextGaussian());
    }
    return vector;
  }

  /** What {@code member} finds with what it has. */
  Look look(Member member) {
    return look(member, false);
  }

  /** What it finds, having asked the others for an answer if need be. */
  Look lookEverywhere(Member member) {
    Look look = look(member, true);
    if (!(look instanceof Look.Elsewhere(CacheKey key))) {
      return look;
    }
    member.cache().fetch(key).ifPresent(asked -> asked.toCompletableFuture().join().run());
    return look(member, false);
  }

  /** Looks, and lets a model answer {@code number} unless something does. */
  Look ask(Member member, int number) {
    Look look = lookEverywhere(member);
    if (look instanceof Look.Miss miss) {
      Filling _ = member.keep(number, "acme", "faq", miss.attachment());
    }
    return look;
  }

  Look look(Member member, boolean fetches) {
    var inquiry =
        new Inquiry(
            text,
            Optional.of(new Surroundings(Member.key(100 + surroundings), false, false, false)),
            Optional.of(encoder.encode(text, Deadline.NEVER)),
            SemanticTerms.of(0.2, Duration.ofHours(1)),
            new Inquiry.Scope("rule", "acme", "lens"),
            _ -> true);
    return member.meanings().look(inquiry, CHECK, access(member, fetches));
  }

  private static Access access(Member member, boolean fetches) {
    return new Access() {
      @Override
      public boolean allows(Entry entry) {
        return true;
      }

      @Override
      public Optional<Entry> find(EntryLabel label) {
        return member.cache().find(label);
      }

      @Override
      public boolean fetches() {
        return fetches;
      }
    };
  }
}
