package dev.interlock.journal;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;

import dev.interlock.catalog.ModelCatalog;
import dev.interlock.exchange.AlwaysTheBiggest;
import dev.interlock.exchange.Exchange;
import dev.interlock.exchange.ExchangeSink;
import dev.interlock.inference.RequestHead;
import dev.interlock.memory.Change;
import dev.interlock.memory.Judgement;
import dev.interlock.proto.decision.v1.Decision;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes one JSON line per request that is over, and one per sign of what an answer was worth.
 * Requests never wait for the disk: what a full queue does not take is counted and lost, and so is
 * what a full disk does not take. Thread-safe.
 */
public final class Journal implements ExchangeSink, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
  private static final int QUEUE = 8192;
  private static final JsonMapper JSON = JsonMapper.shared();

  private final JournalFiles files;
  private final JournalSettings settings;
  private final Supplier<ModelCatalog> catalog;
  private final AlwaysTheBiggest baseline;
  private final BooleanSupplier frozen;
  private final BlockingQueue<Optional<Object>> queue = new ArrayBlockingQueue<>(QUEUE);
  private final AtomicLong lost = new AtomicLong();
  private final Thread writer;
  private OutputStream out;
  private long written;

  private Journal(
      JournalSettings settings,
      Path path,
      Supplier<ModelCatalog> catalog,
      AlwaysTheBiggest baseline,
      BooleanSupplier frozen)
      throws IOException {
    this.settings = settings;
    this.files = new JournalFiles(path);
    this.catalog = catalog;
    this.baseline = baseline;
    this.frozen = frozen;
    this.written = Files.exists(path) ? Files.size(path) : 0;
    this.out = open(path);
    this.writer = Thread.ofPlatform().name("journal").daemon().unstarted(this::write);
  }

  /**
   * Opens the journal at {@code path}, behind what is in it already.
   *
   * @param catalog the models and prices now in force
   * @param frozen whether the memory of feedback is left alone: a new file begins with that, since
   *     the one that says so may be the next to go
   * @throws IOException if the file cannot be written
   */
  public static Journal open(
      JournalSettings settings,
      Path path,
      Supplier<ModelCatalog> catalog,
      AlwaysTheBiggest baseline,
      BooleanSupplier frozen)
      throws IOException {
    var journal = new Journal(settings, path, catalog, baseline, frozen);
    journal.writer.start();
    return journal;
  }

  /** Requests that are missing in it since it was opened. */
  public long lost() {
    return lost.get();
  }

  @Override
  public void decided(Decision decision, RequestHead head, long nanos) {
    if (!decision.getMode().isEmpty()) {
      // What is only looked on goes on whatever was decided.
      return;
    }
    if (decision.getOutcome().hasReject()) {
      add(JournalEntry.refused(decision));
    } else if (decision.getOutcome().hasCached()) {
      add(JournalEntry.cached(decision));
    }
  }

  @Override
  public void ended(Exchange exchange) {
    add(JournalEntry.of(exchange, catalog.get(), baseline));
  }

  @Override
  public void judged(Judgement judgement) {
    add(FeedbackEntry.of(judgement));
  }

  @Override
  public void changed(Change change) {
    add(ChangeEntry.of(change));
  }

  private void add(Object entry) {
    if (!queue.offer(Optional.of(entry))) {
      lost.incrementAndGet();
    }
  }

  private void write() {
    try {
      Optional<Object> next = queue.take();
      while (next.isPresent()) {
        write(next.get());
        if (queue.isEmpty()) {
          flush();
        }
        next = queue.take();
      }
    } catch (InterruptedException _) {
      // Whoever interrupts wants it over.
    } finally {
      flush();
    }
  }

  private void write(Object entry) {
    try {
      byte[] line = JSON.writeValueAsBytes(entry);
      if (written + line.length >= settings.fileBytes()) {
        out.close();
        files.rotate(settings.files());
        out = open(files.current());
        written = 0;
        if (frozen.getAsBoolean()) {
          append(JSON.writeValueAsBytes(ChangeEntry.of(Change.FREEZE)));
        }
      }
      append(line);
    } catch (IOException | JacksonException failure) {
      // One entry is lost; without this thread all would be, and closing would wait for it.
      failed(failure);
    }
  }

  private void append(byte[] line) throws IOException {
    out.write(line);
    out.write('\n');
    written += line.length + 1;
  }

  private void flush() {
    try {
      out.flush();
    } catch (IOException failure) {
      failed(failure);
    }
  }

  private void failed(Exception failure) {
    if (lost.getAndIncrement() == 0) {
      LOG.error("journal: {} (expected: a file with room)", failure.getMessage());
    }
  }

  private static OutputStream open(Path path) throws IOException {
    boolean cutOff = isCutOff(path);
    var out = new BufferedOutputStream(Files.newOutputStream(path, CREATE, APPEND));
    if (cutOff) {
      out.write('\n');
    }
    return out;
  }

  /** Whether a crash left half a line at its end, which would spoil the next one too. */
  private static boolean isCutOff(Path path) throws IOException {
    if (!Files.isRegularFile(path) || Files.size(path) == 0) {
      return false;
    }
    try (var file = FileChannel.open(path, READ)) {
      var last = ByteBuffer.allocate(1);
      return file.read(last, file.size() - 1) == 1 && last.get(0) != '\n';
    }
  }

  /** Writes what waits, and ends. */
  @Override
  public void close() {
    try {
      queue.put(Optional.empty());
      writer.join();
      out.close();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (IOException failure) {
      failed(failure);
    }
  }
}
