package dev.interlock.sample;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A folder of files {@code samples-….jsonl}, named by the time of their beginning, that its owner
 * alone may read. What begins a new file deletes the oldest beyond the allowed number; other files
 * of the folder are left alone. One thread.
 */
final class SampleFiles implements AutoCloseable {
  private static final Set<PosixFilePermission> OWNERS =
      Set.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);
  private static final FileAttribute<Set<PosixFilePermission>> FOLDER =
      PosixFilePermissions.asFileAttribute(OWNERS);
  private static final FileAttribute<Set<PosixFilePermission>> FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path folder;
  private final long fileBytes;
  private final int files;
  private final InstantSource clock;
  private Optional<FileChannel> channel = Optional.empty();
  private OutputStream out = OutputStream.nullOutputStream();
  private long written;
  private boolean begun;

  SampleFiles(Path folder, long fileBytes, int files, InstantSource clock) {
    this.folder = folder;
    this.fileBytes = fileBytes;
    this.files = files;
    this.clock = clock;
  }

  /** Makes sure that there is a folder to write to, which nobody else looks into. */
  void prepare() throws IOException {
    if (!Files.isDirectory(folder)) {
      Path _ = Files.createDirectories(folder, FOLDER);
    }
    if (!OWNERS.containsAll(Files.getPosixFilePermissions(folder))) {
      throw new IOException(
          folder
              + ": open to other users (expected: mode 0700, as a folder that is yet to be made)");
    }
    if (!Files.isWritable(folder)) {
      throw new IOException(
          folder + ": not writable for this user (expected: a folder for samples)");
    }
  }

  /** Adds a line, which is on its way to the disk when this returns. */
  void write(byte[] line) throws IOException {
    if (!begun || written + line.length > fileBytes) {
      begin();
    }
    try {
      out.write(line);
      written += line.length;
    } catch (IOException torn) {
      cutOff();
      throw torn;
    }
  }

  /** Half a line must not stand before the next one; where it cannot go, a new file begins. */
  private void cutOff() {
    try {
      FileChannel _ = channel.orElseThrow().truncate(written);
    } catch (IOException _) {
      begun = false;
    }
  }

  private void begin() throws IOException {
    close();
    FileChannel file = open();
    channel = Optional.of(file);
    out = Channels.newOutputStream(file);
    begun = true;
    written = 0;
    List<Path> all = oldestFirst();
    for (Path old : all.subList(0, Math.max(0, all.size() - files))) {
      boolean _ = Files.deleteIfExists(old);
    }
  }

  private FileChannel open() throws IOException {
    for (long stamp = clock.millis(); ; stamp++) {
      try {
        Path file = folder.resolve("samples-%015d.jsonl".formatted(stamp));
        return FileChannel.open(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), FILE);
      } catch (FileAlreadyExistsException _) {
        // A process beside this one began a file in the same millisecond.
      }
    }
  }

  private List<Path> oldestFirst() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.getFileName().toString().matches("samples-\\d{15}\\.jsonl"))
          .sorted()
          .toList();
    }
  }

  @Override
  public void close() throws IOException {
    begun = false;
    out.close();
  }
}
