package dev.interlock.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWatchTest {
  @TempDir Path folder;

  private final List<Path> files = new ArrayList<>();
  private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

  @Test
  void what_is_written_in_place_or_renamed_over_is_seen() throws Exception {
    Path file = Files.writeString(folder.resolve("interlock.yaml"), "one");
    try (var _ = watching(file)) {
      assertThat(next()).isEqualTo("one");
      Files.writeString(file, "two");
      assertThat(next()).isEqualTo("two");
      Path other = Files.writeString(folder.resolve("other"), "three");
      Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
      assertThat(next()).isEqualTo("three");
    }
  }

  /** Nodes run out of watches long before they run out of anything else. */
  @Test
  void without_watches_files_are_looked_at() throws Exception {
    Path file = Files.writeString(folder.resolve("interlock.yaml"), "one");
    files.add(file);
    try (var _ =
        FileWatch.start(
            () -> {
              throw new IOException("User limit of inotify instances reached");
            },
            () -> files,
            () -> seen.add(read(file)))) {
      assertThat(next()).isEqualTo("one");
      Files.writeString(file, "two, and longer");
      assertThat(seen.poll(30, TimeUnit.SECONDS)).isEqualTo("two, and longer");
    }
  }

  /** A reload that is under way at the end of the process ends as it would have. */
  @Test
  void without_watches_the_end_interrupts_nobody() throws Exception {
    files.add(Files.writeString(folder.resolve("interlock.yaml"), "one"));
    var called = new CountDownLatch(1);
    FileWatch watch =
        FileWatch.start(
            () -> {
              throw new IOException("User limit of inotify instances reached");
            },
            () -> files,
            () -> {
              called.countDown();
              try {
                Thread.sleep(1000);
                seen.add("whole");
              } catch (InterruptedException _) {
                seen.add("interrupted");
              }
            });
    assertThat(called.await(10, TimeUnit.SECONDS)).isTrue();

    watch.close();

    assertThat(seen.poll()).isEqualTo("whole");
  }

  /** As the kubelet does: files are links over {@code ..data}, a link that is replaced. */
  @Test
  void a_swapped_config_map_is_seen() throws Exception {
    Path file = folder.resolve("interlock.yaml");
    version("..1", "one");
    Files.createSymbolicLink(folder.resolve("..data"), Path.of("..1"));
    Files.createSymbolicLink(file, Path.of("..data", "interlock.yaml"));
    try (var _ = watching(file)) {
      assertThat(next()).isEqualTo("one");
      for (String text : List.of("two", "three")) {
        version(".." + text, text);
        Path swap = Files.createSymbolicLink(folder.resolve("..data_tmp"), Path.of(".." + text));
        Files.move(swap, folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
        assertThat(next()).isEqualTo(text);
      }
    }
  }

  @Test
  void what_a_link_leads_to_elsewhere_is_seen() throws Exception {
    Path elsewhere = Files.createDirectories(folder.resolve("a/b")).resolve("real.yaml");
    Files.writeString(elsewhere, "one");
    Path file = Files.createSymbolicLink(folder.resolve("interlock.yaml"), elsewhere);
    try (var _ = watching(file)) {
      assertThat(next()).isEqualTo("one");
      Files.writeString(elsewhere, "two");
      assertThat(next()).isEqualTo("two");
    }
  }

  @Test
  void a_file_that_appears_is_seen() throws Exception {
    Path file = folder.resolve("interlock.yaml");
    try (var _ = watching(file)) {
      assertThat(next()).isEqualTo("missing");
      Files.writeString(file, "one");
      assertThat(next()).isEqualTo("one");
    }
  }

  @Test
  void several_writes_at_once_are_one_change() throws Exception {
    Path file = Files.writeString(folder.resolve("interlock.yaml"), "one");
    try (var _ = watching(file)) {
      assertThat(next()).isEqualTo("one");
      for (int i = 0; i < 20; i++) {
        Files.writeString(file, "part " + i);
        Thread.sleep(5);
      }
      assertThat(next()).isEqualTo("part 19");
      assertThat(seen).isEmpty();
    }
  }

  /** A reload reads what the file names for the first time, and then waits for Envoy. */
  @Test
  void what_changes_during_the_reload_that_brought_it_is_seen() throws Exception {
    Path named = Files.writeString(folder.resolve("intent.txt"), "first");
    files.add(Files.writeString(folder.resolve("interlock.yaml"), "names it"));
    try (var _ =
        FileWatch.start(
            () -> files,
            () -> {
              seen.add(read(named));
              if (!files.contains(named)) {
                files.add(named);
                write(named, "second");
              }
            })) {
      assertThat(next()).isEqualTo("first");
      assertThat(next()).isEqualTo("second");
      assertThat(seen.poll(1, TimeUnit.SECONDS)).isNull();
    }
  }

  private FileWatch watching(Path file) throws Exception {
    files.add(file);
    return FileWatch.start(() -> files, () -> seen.add(read(file)));
  }

  private void version(String name, String text) throws Exception {
    Path version = Files.createDirectory(folder.resolve(name));
    Files.writeString(version.resolve("interlock.yaml"), text);
  }

  private String next() throws InterruptedException {
    // Well below the time after which the watch looks without having been told.
    String text = seen.poll(4, TimeUnit.SECONDS);
    return text == null ? "nothing seen" : text;
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException _) {
      return "missing";
    }
  }
}
