package dev.interlock.config;

import static dev.interlock.config.Types.choice;
import static dev.interlock.config.Types.distinct;
import static dev.interlock.config.Types.duration;
import static dev.interlock.config.Types.integer;
import static dev.interlock.config.Types.list;
import static dev.interlock.config.Types.number;
import static dev.interlock.config.Types.object;
import static dev.interlock.config.Types.size;
import static dev.interlock.config.Types.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ObjectReaderTest {
  enum Colour {
    RED,
    DARK_BLUE
  }

  record Shelf(String name, int boxes, Optional<Double> weight, Colour colour) {
    static Shelf read(ObjectReader in) {
      return new Shelf(
          in.required("name", text(), "What it is called."),
          in.optional("boxes", integer(1, 9), 3, "How many fit."),
          in.optional("weight", number(0, Double.MAX_VALUE), "Kilograms."),
          in.optional("colour", choice(Colour.class), Colour.RED, "How it looks."));
    }
  }

  record Door(Duration open, long width) {
    static Door read(ObjectReader in) {
      var open =
          in.optional("open", duration(Duration.ZERO, Duration.ofHours(1)), Duration.ZERO, "Time.");
      long width = in.optional("width", size(1, 1 << 20), 1024L, "Bytes.");
      in.notYet("lock", "Locks.");
      return new Door(open, width);
    }
  }

  record Room(List<Shelf> shelves, Door door, Optional<String> left, Optional<String> right) {
    static Room read(ObjectReader in) {
      var shelves =
          in.required(
              "shelves", distinct("name", Shelf::name, list(object(Shelf::read))), "Shelves.");
      var door = in.section("door", object(Door::read), "The door.");
      var left = in.optional("left", text(), "Left.");
      var right = in.optional("right", text(), "Right.");
      in.exactlyOne("left", "right");
      return new Room(shelves, door, left, right);
    }
  }

  private static final Type<Room> ROOM = object(Room::read);

  @Test
  void reads_what_is_written_and_fills_in_what_is_not() {
    Room room =
        ConfigText.read(
                ROOM,
                """
                shelves:
                  - {name: a, boxes: 0x5, weight: 2.5, colour: dark-blue}
                  - name: ${NAME}
                    boxes: ${MISSING:-7}
                door: {width: 2KiB}
                left: "${PORT} $${PORT}"
                """)
            .get();

    assertThat(room)
        .isEqualTo(
            new Room(
                List.of(
                    new Shelf("a", 5, Optional.of(2.5), Colour.DARK_BLUE),
                    new Shelf("small", 7, Optional.empty(), Colour.RED)),
                new Door(Duration.ZERO, 2048),
                Optional.of("8080 ${PORT}"),
                Optional.empty()));
  }

  @Test
  void reports_all_problems_together_in_the_order_of_the_file() {
    assertThat(
            ConfigText.problems(
                ROOM,
                """
                shelfs: []
                shelves:
                  - name: a
                    boxes: 12
                    colour: dark_blue
                  - name: a
                    nmae: b
                    weight: heavy
                  - boxes: many
                  - 7
                door:
                  lock: 1
                  open: 2h
                left: ${MISSING}
                right: ${
                """))
        .isEqualTo(
            """
            interlock.yaml:1:1 shelfs: unknown key (expected: one of shelves, door, left, right; did you mean `shelves`?)
            interlock.yaml:4:12 shelves[0].boxes: 12 (expected: an integer 1..9)
            interlock.yaml:5:13 shelves[0].colour: "dark_blue" (expected: one of red, dark-blue; did you mean `dark-blue`?)
            interlock.yaml:6:11 shelves[1].name: `a` a second time, after line 3 (expected: another name)
            interlock.yaml:7:5 shelves[1].nmae: unknown key (expected: one of name, boxes, weight, colour; did you mean `name`?)
            interlock.yaml:8:13 shelves[1].weight: "heavy" (expected: a number, at least 0)
            interlock.yaml:9:5 shelves[2].name: missing (expected: a text)
            interlock.yaml:9:12 shelves[2].boxes: "many" (expected: an integer 1..9)
            interlock.yaml:10:5 shelves[3]: 7 (expected: a mapping)
            interlock.yaml:12:9 door.lock: not in this version
            interlock.yaml:13:9 door.open: "2h" (expected: a duration 0s..1h)
            interlock.yaml:14:7 left: variable MISSING is not set (expected: ${NAME} with NAME set, ${NAME:-default}, or $${ for a literal)
            interlock.yaml:15:8 right: `${` without a variable (expected: ${NAME} with NAME set, ${NAME:-default}, or $${ for a literal)"""
                .strip());
  }

  @Test
  void says_when_exclusive_keys_meet_or_are_missing() {
    assertThat(ConfigText.problems(ROOM, "shelves: []\nleft: a\nright: b\n"))
        .isEqualTo(
            "interlock.yaml:3:8 right: besides `left` (expected: exactly one of left, right)");
    assertThat(ConfigText.problems(ROOM, "shelves: []\n"))
        .isEqualTo(
            "interlock.yaml:1:1: none of left, right (expected: exactly one of left, right)");
  }

  @Test
  void takes_a_key_without_a_value_as_left_out() {
    assertThat(ConfigText.read(ROOM, "shelves: []\nleft: a\nright:\ndoor:\n").get().door())
        .isEqualTo(new Door(Duration.ZERO, 1024));
  }

  @Test
  void a_reader_describes_itself_by_what_it_asks_for() {
    var room = (Shape.Structure) ROOM.shape();

    assertThat(room.keys())
        .extracting(Shape.Key::name)
        .containsExactly("shelves", "door", "left", "right");
    assertThat(room.choices()).containsExactly(new Shape.Choice(List.of("left", "right"), true));
    var shelf = (Shape.Structure) ((Shape.Listing) room.keys().getFirst().shape()).element();
    assertThat(shelf.keys().get(1))
        .isEqualTo(
            new Shape.Key(
                "boxes", integer(1, 9).shape(), new Shape.Presence.Default(3), "How many fit."));
  }

  @Test
  void a_key_can_be_declared_only_once() {
    Type<String> twice =
        object(in -> in.required("a", text(), "A.") + in.required("a", list(text()), "A."));

    assertThatThrownBy(() -> ConfigText.read(twice, "a: b"))
        .isInstanceOf(IllegalStateException.class);
  }
}
