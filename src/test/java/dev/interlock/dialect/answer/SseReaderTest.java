package dev.interlock.dialect.answer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SseReaderTest {
  private record Event(String name, String data) {}

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          'data: a||',                  'a'
          'data:a||',                   'a'
          'data:  a ||',                ' a '
          'data: a|data: b||',          'a\\nb'
          'data|data||',                '\\n'
          'data:||',                    ''
          'data: a:b||',                'a:b'
          ': keep-alive||data: a||',    'a'
          'id: 7|retry: 10|data: a||',  'a'
          'datax: b|data: a||',         'a'
          ' data: b|data: a||',         'a'
          'data: b|:|x||',              'b'
          '||||data: a||||',            'a'
          """)
  void one_event(String stream, String data) {
    for (String lineEnd : List.of("\n", "\r\n", "\r")) {
      assertThat(read(stream.replace("|", lineEnd).getBytes(UTF_8)))
          .containsExactly(new Event("", data.replace("\\n", "\n")));
    }
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          'event: ping|data: {}||',               'ping'
          'data: {}|event:ping||',                'ping'
          'event: a|event: b|data: {}||',         'b'
          'event: a|event|data: {}||',            ''
          'event: a||data: {}||',                 ''
          'event: %s|data: {}||',                 ''
          """)
  void names(String stream, String name) {
    byte[] bytes = stream.formatted("x".repeat(65)).replace("|", "\n").getBytes(UTF_8);

    assertThat(read(bytes)).containsExactly(new Event(name, "{}"));
  }

  @ParameterizedTest
  @CsvSource({"'data: a'", "'data: a|'", "'event: a||'", "': c||'", "'|||'", "''", "'date: a||'"})
  void no_event(String stream) {
    assertThat(read(stream.replace("|", "\r\n").getBytes(UTF_8))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"'\uFEFFdata: a||', 1", "'\uFEFF\uFEFFdata: a||', 0", "':||\uFEFFdata: a||', 0"})
  void a_byte_order_mark_is_dropped_at_the_start_only(String stream, int events) {
    assertThat(read(stream.replace("|", "\n").getBytes(UTF_8))).hasSize(events);
  }

  @Property(tries = 3000, shrinking = ShrinkingMode.OFF)
  void reads_any_stream_cut_anywhere_as_the_standard_says(@ForAll long seed) {
    var random = new Random(seed);
    byte[] stream = stream(random).getBytes(ISO_8859_1);
    var events = new Events();
    var reader = new SseReader(events);

    for (int at = 0; at < stream.length; ) {
      int length = Math.min(stream.length - at, 1 + random.nextInt(9));
      reader.accept(stream, at, length);
      at += length;
    }

    assertThat(events.list).isEqualTo(byTheStandard(new String(stream, ISO_8859_1)));
    assertThat(read(stream)).isEqualTo(events.list);
  }

  private static String stream(Random random) {
    String[] pieces = {
      "data",
      "data: ",
      "data:",
      "event: ",
      "event",
      ":",
      " ",
      "id: 1",
      "x",
      "{\"a\":1}",
      "[DONE]",
      "\n",
      "\r",
      "\r\n",
      "\n\n",
      "\r\n\r\n",
      "\r\r",
      "é"
    };
    var stream = new StringBuilder();
    for (int i = random.nextInt(40); i > 0; i--) {
      stream.append(pieces[random.nextInt(pieces.length)]);
    }
    return stream.toString();
  }

  /** The standard's algorithm, line by line over the whole stream. */
  private static List<Event> byTheStandard(String stream) {
    var events = new ArrayList<Event>();
    var data = new StringBuilder();
    boolean any = false;
    String name = "";
    String[] lines = stream.split("\r\n|\r|\n", -1);
    for (int i = 0; i < lines.length - 1; i++) {
      String line = lines[i];
      int colon = line.indexOf(':');
      String field = colon < 0 ? line : line.substring(0, colon);
      String value = colon < 0 ? "" : line.substring(colon + 1);
      value = value.startsWith(" ") ? value.substring(1) : value;
      if (line.isEmpty()) {
        if (any) {
          events.add(new Event(name, data.toString()));
        }
        data.setLength(0);
        any = false;
        name = "";
      } else if (field.equals("data")) {
        data.append(any ? "\n" : "").append(value);
        any = true;
      } else if (field.equals("event")) {
        // The reader's documented bound; the standard has none.
        byte[] bytes = value.getBytes(ISO_8859_1);
        name = bytes.length > 64 ? "" : new String(bytes, UTF_8);
      }
    }
    return events;
  }

  private static List<Event> read(byte[] stream) {
    var events = new Events();
    new SseReader(events).accept(stream, 0, stream.length);
    return events.list;
  }

  private static final class Events implements SseReader.Listener {
    private final List<Event> list = new ArrayList<>();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();

    @Override
    public void data(byte[] bytes, int offset, int length) {
      data.write(bytes, offset, length);
    }

    @Override
    public void end(String name) {
      list.add(new Event(name, data.toString(ISO_8859_1)));
      data.reset();
    }
  }
}
