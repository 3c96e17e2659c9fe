package dev.interlock.eval;

import dev.interlock.concurrent.Deadline;
import dev.interlock.digest.Sha256;
import dev.interlock.embedding.Encoding;
import dev.interlock.embedding.LocalTextEncoder;
import dev.interlock.embedding.SparseVector;
import dev.interlock.embedding.TextCoverage;
import dev.interlock.embedding.TextEncoder;
import dev.interlock.embedding.TextShape;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An encoder that keeps transformer vectors in a file, by vector space, arithmetic and text hash:
 * training and evaluation meet the same texts again and again. One thread.
 */
public final class CachedEncoder implements TextEncoder, AutoCloseable {
  private final LocalTextEncoder encoder;
  private final Map<String, float[]> vectors = new HashMap<>();
  private final DataOutputStream out;

  public CachedEncoder(LocalTextEncoder encoder, Path directory) throws IOException {
    this.encoder = encoder;
    Files.createDirectories(directory);
    Path file =
        directory.resolve(
            "vectors-%s-%s.bin".formatted(encoder.space(), encoder.status().transformer()));
    if (Files.exists(file)) {
      read(file);
    }
    out =
        new DataOutputStream(
            new BufferedOutputStream(
                Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)));
  }

  private void read(Path file) throws IOException {
    long whole = 0;
    try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      while (true) {
        String key = in.readUTF();
        float[] vector = new float[in.readInt()];
        for (int i = 0; i < vector.length; i++) {
          vector[i] = in.readFloat();
        }
        vectors.put(key, vector);
        whole += Short.BYTES + key.length() + Integer.BYTES + (long) Float.BYTES * vector.length;
      }
    } catch (EOFException e) {
      // The end, or a vector that an interrupted run did not finish: what follows goes in its
      // place.
      try (var kept = FileChannel.open(file, StandardOpenOption.WRITE)) {
        kept.truncate(whole);
      }
    }
  }

  @Override
  public Encoding encode(String text, Deadline deadline) {
    return new Cached(text, encoder.encode(text, deadline));
  }

  @Override
  public String space() {
    return encoder.space();
  }

  @Override
  public String staticSpace() {
    return encoder.staticSpace();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  private Optional<float[]> vector(String text, Encoding encoding) {
    String key = Sha256.hex(text);
    float[] known = vectors.get(key);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<float[]> computed = encoding.forward();
    computed.ifPresent(vector -> keep(key, vector));
    return computed;
  }

  private void keep(String key, float[] vector) {
    vectors.put(key, vector);
    try {
      out.writeUTF(key);
      out.writeInt(vector.length);
      for (float value : vector) {
        out.writeFloat(value);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private final class Cached implements Encoding {
    private final String text;
    private final Encoding encoding;

    Cached(String text, Encoding encoding) {
      this.text = text;
      this.encoding = encoding;
    }

    @Override
    public String space() {
      return encoding.space();
    }

    @Override
    public float[] staticVector() {
      return encoding.staticVector();
    }

    @Override
    public SparseVector ngrams() {
      return encoding.ngrams();
    }

    @Override
    public TextShape shape() {
      return encoding.shape();
    }

    @Override
    public int tokens() {
      return encoding.tokens();
    }

    @Override
    public Optional<float[]> forward() {
      return vector(text, encoding);
    }

    @Override
    public boolean forwardRan() {
      return encoding.forwardRan();
    }

    @Override
    public TextCoverage coverage() {
      return encoding.coverage();
    }
  }
}
