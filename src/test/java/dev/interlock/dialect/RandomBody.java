package dev.interlock.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Chat bodies with everything that JSON allows two writers to spell differently. */
final class RandomBody {
  private static final String[] TEXTS = {
    "",
    "a",
    "auto",
    "gpt-4o",
    "Hello, world",
    "\"",
    "\\",
    "/",
    "\n\t",
    "é",
    "漢字",
    "😀",
    "\u2028",
    "model",
    "{\"model\":\"x\"}",
    "\u007f\u0000",
    "ÿ",
    "long ".repeat(40)
  };
  private static final String[] NUMBERS = {
    "0", "-0", "1.50", "1e5", "1E+05", "-0.0e-0", "18446744073709551616", "1" + "0".repeat(400)
  };
  private static final String[] SPACES = {"", "", "", " ", "\n", "\t", "\r\n", "  "};

  private final Random random;

  RandomBody(long seed) {
    random = new Random(seed);
  }

  /** A valid request. */
  String valid() {
    var fields = new ArrayList<String>();
    fields.add(field("model", string(pick(TEXTS))));
    fields.add(field("messages", array(messages())));
    if (random.nextBoolean()) {
      fields.add(field("stream", pick("true", "false", "null")));
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      fields.add(field("x" + pick(TEXTS) + i, value(3)));
    }
    Collections.shuffle(fields, random);
    return space() + object(fields) + space();
  }

  /** Some bytes of a valid request changed, lost, doubled or inserted. */
  byte[] mutated() {
    byte[] bytes = valid().getBytes(UTF_8);
    for (int i = 1 + random.nextInt(3); i > 0 && bytes.length > 0; i--) {
      bytes = mutate(bytes);
    }
    return bytes;
  }

  private byte[] mutate(byte[] bytes) {
    int at = random.nextInt(bytes.length);
    int to = Math.min(bytes.length, at + random.nextInt(8));
    return switch (random.nextInt(5)) {
      case 0 -> splice(bytes, at, at + 1, new byte[] {(byte) random.nextInt(256)});
      case 1 -> splice(bytes, at, at, new byte[] {(byte) pick("\"{}[]:,\\ 0eE+-.tfnu").charAt(0)});
      case 2 -> splice(bytes, at, to, new byte[0]);
      case 3 -> splice(bytes, at, at, java.util.Arrays.copyOfRange(bytes, at, to));
      default -> java.util.Arrays.copyOf(bytes, at);
    };
  }

  private static byte[] splice(byte[] bytes, int start, int end, byte[] with) {
    return new Span(start, end).replacedBy(with, bytes);
  }

  private List<String> messages() {
    var messages = new ArrayList<String>();
    for (int i = random.nextInt(4); i > 0; i--) {
      var fields = new ArrayList<String>();
      fields.add(field("role", string(pick("system", "user", "assistant", "tool", "judge"))));
      fields.add(field("content", content()));
      if (random.nextInt(3) == 0) {
        fields.add(field("name", value(2)));
      }
      Collections.shuffle(fields, random);
      messages.add(object(fields));
    }
    return messages;
  }

  private String content() {
    return switch (random.nextInt(4)) {
      case 0 -> "null";
      case 1 -> {
        var parts = new ArrayList<String>();
        for (int i = random.nextInt(3); i > 0; i--) {
          var fields =
              new ArrayList<>(
                  List.of(
                      field("type", string("text")),
                      field("text", string(pick(TEXTS))),
                      field("y", value(2))));
          Collections.shuffle(fields, random);
          parts.add(object(fields));
        }
        yield array(parts);
      }
      default -> string(pick(TEXTS));
    };
  }

  private String value(int depth) {
    return switch (random.nextInt(depth > 0 ? 6 : 4)) {
      case 0 -> string(pick(TEXTS));
      case 1 -> pick(NUMBERS);
      case 2, 3 -> pick("true", "false", "null");
      case 4 -> array(List.of(value(depth - 1), value(depth - 1)));
      default ->
          object(List.of(field(pick("model", "role"), value(depth - 1)), field("z", value(0))));
    };
  }

  private String field(String key, String value) {
    return space() + string(key) + space() + ":" + space() + value + space();
  }

  private String object(List<String> fields) {
    return "{" + (fields.isEmpty() ? space() : String.join(",", fields)) + "}";
  }

  private String array(List<String> elements) {
    return "[" + space() + String.join(space() + "," + space(), elements) + space() + "]";
  }

  private String string(String text) {
    var json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < 0x20 || random.nextInt(12) == 0) {
        json.append(String.format(random.nextBoolean() ? "\\u%04x" : "\\u%04X", (int) c));
      } else {
        json.append(c);
      }
    }
    return wellFormed(json.append('"').toString());
  }

  /** Half a pair escaped and half not would not be UTF-8. */
  private static String wellFormed(String json) {
    return UTF_8.newEncoder().canEncode(json) ? json : "\"" + "\\ud83d\\ude00" + "\"";
  }

  private String space() {
    return pick(SPACES);
  }

  private String pick(String... options) {
    return options[random.nextInt(options.length)];
  }
}
