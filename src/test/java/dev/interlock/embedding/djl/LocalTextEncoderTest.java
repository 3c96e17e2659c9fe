package dev.interlock.embedding.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.embedding.EncoderException;
import dev.interlock.embedding.EncoderManifest;
import dev.interlock.embedding.EncoderStatus;
import dev.interlock.embedding.EncoderStatus.Transformer;
import dev.interlock.embedding.ForwardPass;
import dev.interlock.embedding.LocalTextEncoder;
import dev.interlock.embedding.Tokens;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalTextEncoderTest {
  @Test
  void what_it_was_given_is_closed_if_it_cannot_be_opened(@TempDir Path directory)
      throws IOException {
    EncoderManifest manifest =
        EncoderManifest.read(EncoderDirectory.copy(directory, json -> json.put("static", "none")));
    var forward = new ClosedOrNot();
    var status = new EncoderStatus(Transformer.FULL, "");

    assertThatThrownBy(() -> LocalTextEncoder.open(manifest, "s", Optional.of(forward), status))
        .isInstanceOf(EncoderException.class);

    assertThat(forward.closed).isTrue();
  }

  private static final class ClosedOrNot implements ForwardPass {
    private boolean closed;

    @Override
    public Optional<Output> run(String text, Tokens tokens) {
      return Optional.empty();
    }

    @Override
    public int dimension() {
      return 1;
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
