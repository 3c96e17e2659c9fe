package dev.interlock.embedding;

import dev.interlock.digest.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code encoder.json}: what an encoder directory holds. Read at start-up, every listed file
 * checked against its size and SHA-256.
 *
 * @param directory where the files lie
 * @param space name and version of the transformer's vector space
 * @param staticSpace name and version of the static table's vector space; {@code space} where the
 *     manifest names none
 * @param dimension length of forward vectors
 * @param staticDimension length of static vectors
 * @param headTokens tokens taken from the start of a text that is too long for the transformer
 * @param tailTokens tokens taken from its end
 * @param clsId marker before the tokens
 * @param sepId marker after the tokens
 * @param unkId token of words that cannot be split
 * @param forward TorchScript file, or empty if there is no transformer
 * @param table static table file, or empty if there is none
 * @param vocabulary WordPiece vocabulary file, or empty when only {@code tokenizer} can tokenise
 * @param tokenizer Hugging Face tokenizer file, or empty
 * @param golden reference vectors file, or empty
 * @param signature what the transformer takes and gives
 */
public record EncoderManifest(
    Path directory,
    String space,
    String staticSpace,
    int dimension,
    int staticDimension,
    int headTokens,
    int tailTokens,
    int clsId,
    int sepId,
    int unkId,
    String forward,
    String table,
    String vocabulary,
    String tokenizer,
    String golden,
    Signature signature) {
  /** What a transformer takes and gives; {@code inputs} in the manifest. */
  public enum Signature {
    /** Ids and the bit-width switch in, one normalised vector out: our own export. */
    IDS_AND_REDUCED("ids+reduced"),
    /** Ids and attention mask in, vectors by token (or one) out. */
    IDS_AND_MASK("ids+mask"),
    /** Ids, attention mask and token types in, vectors by token (or one) out. */
    IDS_MASK_AND_TYPES("ids+mask+types");

    private final String key;

    Signature(String key) {
      this.key = key;
    }

    static Signature named(String key) {
      for (Signature signature : values()) {
        if (signature.key.equals(key)) {
          return signature;
        }
      }
      throw new EncoderException(
          "inputs: " + key + " (expected: ids+reduced, ids+mask or ids+mask+types)");
    }
  }

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Reads and checks the encoder in {@code directory}. */
  public static EncoderManifest read(Path directory) {
    Path file = directory.resolve("encoder.json");
    try {
      JsonNode json = JSON.readTree(Files.readAllBytes(file));
      int format = json.path("format").asInt(0);
      if (format != 1) {
        throw new EncoderException(file + ": format: " + format + " (expected: 1)");
      }
      for (var entry : json.path("files").properties()) {
        check(directory.resolve(entry.getKey()), entry.getValue());
      }
      return new EncoderManifest(
          directory,
          json.path("space").asString(""),
          staticSpace(json),
          json.path("dimension").asInt(0),
          json.path("static_dimension").asInt(0),
          json.path("head_tokens").asInt(64),
          json.path("tail_tokens").asInt(62),
          json.path("cls_id").asInt(101),
          json.path("sep_id").asInt(102),
          json.path("unk_id").asInt(100),
          json.path("forward").asString(""),
          json.path("static").asString(""),
          json.path("vocabulary").asString(""),
          json.path("tokenizer").asString(""),
          json.path("golden").asString(""),
          Signature.named(json.path("inputs").asString("ids+reduced")));
    } catch (IOException | JacksonException e) {
      throw new EncoderException(
          file + ": unreadable (expected: the encoder's manifest): " + e.getMessage(), e);
    }
  }

  /**
   * The vector space of the static table in {@code directory}, whose files are not looked at.
   *
   * @throws EncoderException if the manifest cannot be read
   */
  public static String staticSpaceOf(Path directory) {
    Path file = directory.resolve("encoder.json");
    try {
      return staticSpace(JSON.readTree(Files.readAllBytes(file)));
    } catch (IOException | JacksonException e) {
      throw new EncoderException(
          file + ": unreadable (expected: the encoder's manifest): " + e.getMessage(), e);
    }
  }

  private static String staticSpace(JsonNode json) {
    return json.path("static_space").asString(json.path("space").asString(""));
  }

  /** The vocabulary, one piece a line. */
  List<String> pieces() throws IOException {
    return Files.readAllLines(directory.resolve(vocabulary));
  }

  private static void check(Path file, JsonNode listed) throws IOException {
    long bytes = Files.size(file);
    if (bytes != listed.path("bytes").asLong(bytes)) {
      throw new EncoderException(
          file + ": " + bytes + " bytes (expected: " + listed.path("bytes").asLong() + ")");
    }
    String expected = listed.path("sha256").asString("");
    if (!expected.isEmpty()) {
      String actual = Sha256.hex(Files.readAllBytes(file));
      if (!actual.equals(expected)) {
        throw new EncoderException(file + ": sha256 " + actual + " (expected: " + expected + ")");
      }
    }
  }
}
