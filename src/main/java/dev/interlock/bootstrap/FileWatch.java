package dev.interlock.bootstrap;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that files have changed: by being written, replaced, or reached over other links, as in a
 * mounted ConfigMap, whose files are links over a link that is swapped. The folders of the files,
 * of every link on the way and of what they lead to are watched; events only say when to look, and
 * without any we look now and then, for file systems that send none. One thread of its own.
 */
final class FileWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FileWatch.class);

  /** Who writes several files is given this long between one and the next. */
  private static final Duration SETTLED = Duration.ofMillis(200);

  private static final Duration LOOK = Duration.ofSeconds(5);

  /** By how much a file system's time may be behind, and a link be swapped after its file. */
  private static final Duration COARSE = Duration.ofMillis(100);

  /** More links than that, one after the other, are a circle. */
  private static final int MOST_LINKS = 40;

  private final @Nullable WatchService service;
  private final Supplier<? extends Collection<Path>> files;
  private final Runnable changed;
  private final Thread thread;
  private final Map<Path, WatchKey> watched = new HashMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  private FileWatch(
      @Nullable WatchService service,
      Supplier<? extends Collection<Path>> files,
      Runnable changed) {
    this.service = service;
    this.files = files;
    this.changed = changed;
    this.thread = Thread.ofPlatform().name("watch").daemon().unstarted(this::watch);
  }

  /**
   * Starts watching.
   *
   * @param files which; asked again and again
   * @param changed called on the watching thread when the files have changed and settled, and once
   *     at the beginning
   */
  static FileWatch start(Supplier<? extends Collection<Path>> files, Runnable changed) {
    return start(FileSystems.getDefault()::newWatchService, files, changed);
  }

  /** As the other, with events from {@code events}; a system short of watches gives none. */
  static FileWatch start(
      Events events, Supplier<? extends Collection<Path>> files, Runnable changed) {
    @Nullable WatchService service = null;
    try {
      service = events.open();
    } catch (IOException e) {
      LOG.warn("files are looked at every {} instead of watched: {}", LOOK, e.getMessage());
    }
    var watch = new FileWatch(service, files, changed);
    watch.thread.start();
    return watch;
  }

  /** Opens what tells of changes; fails where the system's limit of watches is reached. */
  interface Events {
    WatchService open() throws IOException;
  }

  private void watch() {
    try {
      // The first look is a change: the files were read before anybody watched them.
      Map<Path, String> last = Map.of();
      while (closed.getCount() > 0) {
        register();
        Map<Path, String> now = stamps();
        if (now.equals(last)) {
          pause();
        } else {
          last = settled(now);
          Instant read = Instant.now();
          changed.run();
          last = withNewFiles(last, read);
        }
      }
    } catch (InterruptedException | ClosedWatchServiceException _) {
      // The end.
    } catch (RuntimeException bug) {
      LOG.error("files are no longer watched", bug);
    }
  }

  /** Waits until the files stay as they are. */
  private Map<Path, String> settled(Map<Path, String> first) throws InterruptedException {
    Map<Path, String> before = first;
    while (true) {
      Thread.sleep(SETTLED);
      Map<Path, String> now = stamps();
      if (now.equals(before)) {
        return now;
      }
      before = now;
    }
  }

  /**
   * {@code seen}, and the files that matter since then. One that may have changed after it was read
   * is left out, to be read again: what is called takes its time.
   */
  private Map<Path, String> withNewFiles(Map<Path, String> seen, Instant read) {
    Map<Path, String> now = stamps();
    now.keySet().removeIf(file -> !seen.containsKey(file) && changedSince(file, read));
    now.replaceAll((file, stamp) -> seen.getOrDefault(file, stamp));
    return now;
  }

  /** By the time that nobody can set: a file moved into place keeps the other one. */
  private static boolean changedSince(Path file, Instant read) {
    try {
      return Files.getAttribute(file, "unix:ctime") instanceof FileTime changed
          && changed.toInstant().isAfter(read.minus(COARSE));
    } catch (IOException | UnsupportedOperationException _) {
      return false;
    }
  }

  /** Until something happens, or it is time to look. */
  private void pause() throws InterruptedException {
    if (service == null) {
      boolean _ = closed.await(LOOK.toMillis(), TimeUnit.MILLISECONDS);
      return;
    }
    @Nullable WatchKey key = service.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
    if (key != null) {
      key.pollEvents();
      key.reset();
    }
  }

  /** Watches the folders that matter now, and no others. */
  private void register() {
    if (service == null) {
      return;
    }
    Set<Path> wanted = new HashSet<>();
    files.get().forEach(file -> addFolders(file.toAbsolutePath(), wanted, 0));
    watched.entrySet().removeIf(e -> !wanted.contains(e.getKey()) && cancelled(e.getValue()));
    watched.values().removeIf(key -> !key.isValid());
    for (Path folder : wanted) {
      if (!watched.containsKey(folder)) {
        try {
          watched.put(folder, folder.register(service, ENTRY_CREATE, ENTRY_DELETE, ENTRY_MODIFY));
        } catch (IOException _) {
          // Gone, or not there yet: the next look tries again.
        }
      }
    }
  }

  private static boolean cancelled(WatchKey key) {
    key.cancel();
    return true;
  }

  /** The folder of {@code file}, and of whatever the links on the way to it lead to. */
  private static void addFolders(Path file, Set<Path> folders, int depth) {
    Path folder = file.getParent();
    if (folder == null || depth > MOST_LINKS) {
      return;
    }
    folders.add(folder);
    for (Path part = file; part != null && part.getParent() != null; part = part.getParent()) {
      if (Files.isSymbolicLink(part)) {
        Path parent = part.getParent();
        try {
          folders.add(parent);
          Path target = parent.resolve(Files.readSymbolicLink(part));
          addFolders(target.resolve(part.relativize(file)).normalize(), folders, depth + 1);
        } catch (IOException _) {
          // Replaced as we looked: the next look finds the new one.
        }
      }
    }
  }

  /** What tells one content of a file from another without reading it. */
  private Map<Path, String> stamps() {
    Map<Path, String> stamps = new TreeMap<>();
    for (Path file : List.copyOf(files.get())) {
      try {
        Path real = file.toRealPath();
        var is = Files.readAttributes(real, BasicFileAttributes.class);
        stamps.put(file, real + " " + is.fileKey() + " " + is.size() + " " + is.lastModifiedTime());
      } catch (IOException _) {
        stamps.put(file, "unreadable");
      }
    }
    return stamps;
  }

  /** Lets what is called end by itself: whoever interrupts a reload makes a failure of it. */
  @Override
  public void close() {
    closed.countDown();
    try {
      if (service != null) {
        service.close();
      }
      thread.join(LOOK);
    } catch (IOException e) {
      LOG.warn("while closing", e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
