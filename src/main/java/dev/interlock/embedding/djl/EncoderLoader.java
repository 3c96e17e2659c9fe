package dev.interlock.embedding.djl;

import dev.interlock.embedding.EncoderManifest;
import dev.interlock.embedding.EncoderStatus;
import dev.interlock.embedding.EncoderStatus.Transformer;
import dev.interlock.embedding.ForwardPass;
import dev.interlock.embedding.LocalTextEncoder;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the encoder. Files that are not what their manifest says, and a transformer that does not
 * give its reference vectors, are refused with an {@link dev.interlock.embedding.EncoderException};
 * a missing native library is a degradation, logged and shown in {@link LocalTextEncoder#status()}.
 * That it runs with fewer bits is only in the status: who serves with it says so.
 */
public final class EncoderLoader {
  private static final Logger LOG = LoggerFactory.getLogger(EncoderLoader.class);

  private EncoderLoader() {}

  /**
   * Opens the shipped encoder.
   *
   * @param shipped directory of the shipped encoder
   * @param workers threads that will encode at once
   */
  public static LocalTextEncoder open(Path shipped, int workers) {
    return open(shipped, Optional.empty(), workers);
  }

  /**
   * Opens the shipped encoder without its transformer: no native library is loaded.
   *
   * @param why for the operator
   */
  public static LocalTextEncoder openWithoutForward(Path shipped, String why) {
    EncoderManifest own = EncoderManifest.read(shipped);
    return LocalTextEncoder.open(
        own, own.space(), Optional.empty(), new EncoderStatus(Transformer.NONE, why));
  }

  /**
   * Opens the shipped encoder with another transformer in the place of its own.
   *
   * @param shipped directory of the shipped encoder, for vocabulary and static table
   * @param other directory of the other transformer; empty for the shipped one
   * @param workers threads that will encode at once
   */
  public static LocalTextEncoder open(Path shipped, Optional<Path> other, int workers) {
    EncoderManifest own = EncoderManifest.read(shipped);
    EncoderManifest transformer = other.map(EncoderManifest::read).orElse(own);
    return switch (TorchForward.open(transformer, workers)) {
      case TorchForward.Opened.Running running ->
          LocalTextEncoder.open(
              own,
              transformer.space(),
              Optional.<ForwardPass>of(running.forward()),
              status(running));
      case TorchForward.Opened.Missing missing -> {
        LOG.warn(
            "encoder: transformer unavailable, going on with n-grams and the static table: {}",
            missing.reason());
        yield LocalTextEncoder.open(
            own,
            transformer.space(),
            Optional.empty(),
            new EncoderStatus(Transformer.NONE, missing.reason()));
      }
    };
  }

  private static EncoderStatus status(TorchForward.Opened.Running running) {
    if (!running.reduced()) {
      return new EncoderStatus(Transformer.FULL, "");
    }
    return new EncoderStatus(
        Transformer.REDUCED, "full 8-bit arithmetic saturates on this processor");
  }
}
