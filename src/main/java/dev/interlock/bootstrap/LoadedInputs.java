package dev.interlock.bootstrap;

import dev.interlock.config.ConfigFiles;
import dev.interlock.digest.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Everything a configuration is made of, remembered while it is read, to tell it from others. */
final class LoadedInputs {
  private static final int HASH_BYTES = 6;

  private final Function<String, @Nullable String> environment;
  private final ConfigFiles files;
  private final Map<String, String> variables = new TreeMap<>();

  LoadedInputs(Function<String, @Nullable String> environment, ConfigFiles files) {
    this.environment = environment;
    this.files = files;
  }

  ConfigFiles files() {
    return files;
  }

  @Nullable String variable(String name) {
    String value = environment.apply(name);
    variables.put(name, value == null ? "unset" : "=" + value);
    return value;
  }

  /** Of the files and variables read so far, in hexadecimal. */
  String hash() {
    MessageDigest digest = Sha256.begin();
    files.contents().forEach(content -> add(digest, content));
    variables.forEach(
        (name, value) -> {
          add(digest, name.getBytes(StandardCharsets.UTF_8));
          add(digest, value.getBytes(StandardCharsets.UTF_8));
        });
    return HexFormat.of().formatHex(digest.digest(), 0, HASH_BYTES);
  }

  /** The length first, so that no two lists of parts are the same bytes. */
  private static void add(MessageDigest digest, byte[] part) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).flip());
    digest.update(part);
  }
}
