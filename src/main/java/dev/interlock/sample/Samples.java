package dev.interlock.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.exchange.ExchangeSink;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.Modality;
import dev.interlock.inference.RequestHead;
import dev.interlock.inference.Role;
import dev.interlock.inference.Turn;
import dev.interlock.proto.decision.v1.AppliedRule;
import dev.interlock.proto.decision.v1.Decision;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps a share of what is asked. Only requests to a virtual model, for which every rule was
 * judged; only such as no rule restricts, unless the operator says so, and none that the client
 * marks as sensitive; only plain text of ordinary length. Requests never wait: what a full queue or
 * disk does not take is counted and lost. Thread-safe.
 */
public final class Samples implements ExchangeSink, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Samples.class);

  /** Characters of a conversation. With {@link #QUEUE} it bounds what waits to 8 MiB. */
  private static final int MOST_CHARACTERS = 32 << 10;

  private static final int QUEUE = 128;
  private static final JsonMapper JSON = JsonMapper.shared();

  private final SampleSettings settings;
  private final Predicate<RequestHead> sensitive;
  private final SampleFiles files;
  private final TenantRate rate;
  private final DoubleSupplier dice;
  private final BlockingQueue<Optional<List<Turn>>> queue = new ArrayBlockingQueue<>(QUEUE);
  private final AtomicLong kept = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private final AtomicLong withheld = new AtomicLong();
  private final Thread writer;

  private Samples(
      SampleSettings settings,
      Path folder,
      Predicate<RequestHead> sensitive,
      DoubleSupplier dice,
      InstantSource clock) {
    this.settings = settings;
    this.sensitive = sensitive;
    this.files = new SampleFiles(folder, settings.fileBytes(), settings.files(), clock);
    this.rate = new TenantRate(settings.perMinute(), System::nanoTime);
    this.dice = dice;
    this.writer = Thread.ofPlatform().name("samples").daemon().unstarted(this::write);
  }

  /**
   * Begins to keep samples in {@code folder}.
   *
   * @param sensitive whether a client marked its request as one that nobody may keep
   * @param dice evenly spread over [0, 1)
   * @throws IOException if the folder cannot be written to
   */
  public static Samples open(
      SampleSettings settings,
      Path folder,
      Predicate<RequestHead> sensitive,
      DoubleSupplier dice,
      InstantSource clock)
      throws IOException {
    var samples = new Samples(settings, folder, sensitive, dice, clock);
    samples.files.prepare();
    samples.writer.start();
    return samples;
  }

  /** Prompts written since the start. */
  public long kept() {
    return kept.get();
  }

  /** Prompts that should have been kept, and were not, since queue or disk was full. */
  public long lost() {
    return lost.get();
  }

  /** Prompts that were not kept because a secret is in them. */
  public long withheld() {
    return withheld.get();
  }

  @Override
  public void asked(Decision decision, InferenceRequest request, RequestHead head) {
    if (isPlain(request)
        && mayBeKept(decision, head)
        && dice.getAsDouble() < settings.share()
        && rate.tryTake(decision.getCaller().getTenant())
        && !queue.offer(Optional.of(request.turns()))) {
      lost.incrementAndGet();
    }
  }

  private boolean mayBeKept(Decision decision, RequestHead head) {
    return decision.getOutcome().hasForward()
        && !decision.getRequest().getVirtualModel().isEmpty()
        && (settings.tenants().isEmpty()
            || settings.tenants().contains(decision.getCaller().getTenant()))
        && decision.getRulesList().stream().allMatch(this::letsKeep)
        && !sensitive.test(head);
  }

  /** A rule that restricts says that the text is not for everybody, also while it is in doubt. */
  private boolean letsKeep(AppliedRule rule) {
    return rule.getExcludedCount() == 0 || settings.despite().contains(rule.getName());
  }

  private static boolean isPlain(InferenceRequest request) {
    List<Turn> turns = request.turns();
    return request.tools() == 0
        && Set.of(Modality.TEXT).containsAll(request.modalities())
        && !turns.isEmpty()
        && turns.getLast().role() == Role.USER
        && turns.stream().noneMatch(turn -> turn.role() == Role.TOOL || turn.toolCalls() > 0)
        && turns.stream().mapToInt(turn -> turn.text().length()).sum() <= MOST_CHARACTERS
        && !turns.getLast().text().isBlank();
  }

  private void write() {
    try {
      Optional<List<Turn>> next = queue.take();
      while (next.isPresent()) {
        write(next.get());
        next = queue.take();
      }
    } catch (InterruptedException _) {
      // Whoever interrupts wants it over.
    }
  }

  private void write(List<Turn> turns) {
    try {
      Optional<List<Turn>> redacted = Redaction.of(turns);
      if (redacted.isEmpty()) {
        withheld.incrementAndGet();
        return;
      }
      files.write((json(redacted.get()) + "\n").getBytes(UTF_8));
      kept.incrementAndGet();
    } catch (IOException failure) {
      failed(String.valueOf(failure.getMessage()));
    } catch (RuntimeException failure) {
      // One sample is lost; without this thread all would be. Its message might quote a prompt.
      failed(failure.getClass().getName());
    }
  }

  private void failed(String why) {
    if (lost.getAndIncrement() == 0) {
      LOG.error("samples: {} (expected: a folder with room)", why);
    }
  }

  /** A line of prompts, as {@code interlock collect} reads it. */
  private static ObjectNode json(List<Turn> turns) {
    ObjectNode line = JSON.createObjectNode();
    if (turns.size() == 1) {
      return line.put("prompt", turns.getFirst().text());
    }
    var messages = line.putArray("messages");
    for (Turn turn : turns) {
      messages
          .addObject()
          .put("role", turn.role().name().toLowerCase(Locale.ROOT))
          .put("content", turn.text());
    }
    return line;
  }

  /** Writes what waits, and ends. */
  @Override
  public void close() {
    try {
      queue.put(Optional.empty());
      writer.join();
      files.close();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (IOException failure) {
      failed(String.valueOf(failure.getMessage()));
    }
  }
}
