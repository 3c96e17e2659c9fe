package dev.interlock.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Files that a configuration names, relative to its own folder. Remembers what was read, so that
 * the content can count towards the identity of the configuration. One loading thread.
 */
public final class ConfigFiles {
  /** Finds no file. */
  public static final ConfigFiles NONE = new ConfigFiles(Path.of(""), 0);

  static final long MOST_BYTES = 16 << 20;

  private final Path folder;
  private final long mostBytes;
  private final List<byte[]> contents = new ArrayList<>();
  private final List<Path> paths = new ArrayList<>();

  private ConfigFiles(Path folder, long mostBytes) {
    this.folder = folder;
    this.mostBytes = mostBytes;
  }

  public static ConfigFiles in(Path folder) {
    return new ConfigFiles(folder, MOST_BYTES);
  }

  /** Where {@code name} is, whether or not there is such a file. */
  public Path path(String name) {
    return folder.resolve(name);
  }

  /**
   * The text of {@code name}, which must be UTF-8.
   *
   * @throws IOException if it cannot be read; the message is fit for a problem
   */
  public String text(String name) throws IOException {
    byte[] bytes = bytes(name);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IOException("not UTF-8: " + path(name), e);
    }
  }

  /**
   * What {@code name} holds. Do not modify.
   *
   * @throws IOException if it cannot be read; the message is fit for a problem
   */
  public byte[] bytes(String name) throws IOException {
    Path path = path(name);
    paths.add(path);
    if (!Files.isRegularFile(path)) {
      throw new IOException((Files.isDirectory(path) ? "a folder: " : "no such file: ") + path);
    }
    if (!Files.isReadable(path)) {
      throw new IOException("not readable for this user: " + path);
    }
    if (Files.size(path) > mostBytes) {
      throw new IOException("over " + mostBytes + " bytes: " + path);
    }
    byte[] bytes = Files.readAllBytes(path);
    contents.add(bytes);
    return bytes;
  }

  /** Every file asked for so far, whether or not it was there, in order. */
  public List<Path> paths() {
    return List.copyOf(paths);
  }

  /** The bytes of every file read so far, in order. */
  public List<byte[]> contents() {
    return List.copyOf(contents);
  }
}
