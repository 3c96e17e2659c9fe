package dev.interlock.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.collect.grade.ChoiceLetter;
import dev.interlock.collect.grade.ExactMatch;
import dev.interlock.collect.grade.Method;
import dev.interlock.collect.grade.Reference;
import dev.interlock.collect.grade.SchemaMatch;
import dev.interlock.inference.Role;
import dev.interlock.inference.Turn;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class GradingTest {
  private static final Reference ANSWER =
      new Reference(List.of("B"), Optional.empty(), Optional.empty());
  private static final Reference SCHEMA =
      new Reference(
          List.of(), Optional.of(JsonMapper.shared().createObjectNode()), Optional.empty());
  private static final Reference LETTER =
      new Reference(List.of("B"), Optional.empty(), Optional.of(Method.CHOICE));

  @Test
  void the_prompt_decides_then_the_option_then_what_is_there() {
    Grading none = grading(Optional.empty());
    assertThat(none.method(question(ANSWER))).hasValue(Method.EXACT);
    assertThat(none.method(question(SCHEMA))).hasValue(Method.JSON_SCHEMA);
    assertThat(none.method(question(LETTER))).hasValue(Method.CHOICE);
    assertThat(none.method(question(Reference.NONE))).isEmpty();

    Grading judged = grading(Optional.of(Method.JUDGE));
    assertThat(judged.method(question(ANSWER))).hasValue(Method.JUDGE);
    assertThat(judged.method(question(LETTER))).hasValue(Method.CHOICE);
  }

  @Test
  void what_could_not_be_graded_is_said_before_anything_is_asked() {
    List<Question> good = List.of(question(ANSWER), question(SCHEMA), question(LETTER));
    assertThatCode(() -> grading(Optional.empty()).check(good)).doesNotThrowAnyException();

    assertFault(Optional.empty(), Reference.NONE, "prompt 2: nothing to grade by");
    assertFault(Optional.of(Method.NUMBER), SCHEMA, "prompt 2: expected: missing");
    assertFault(
        Optional.empty(),
        new Reference(List.of(), Optional.empty(), Optional.of(Method.JSON_SCHEMA)),
        "prompt 2: schema: missing");
    assertFault(
        Optional.empty(),
        new Reference(List.of(), Optional.empty(), Optional.of(Method.JUDGE)),
        "prompt 2: grade: judge (expected: --judge beside it)");
  }

  private static void assertFault(Optional<Method> usual, Reference second, String message) {
    Reference first = usual.isPresent() ? ANSWER : LETTER;
    assertThatThrownBy(
            () ->
                new Grading(
                        Map.of(
                            Method.CHOICE,
                            new ChoiceLetter(),
                            Method.NUMBER,
                            new ExactMatch(),
                            Method.JSON_SCHEMA,
                            new SchemaMatch()),
                        usual)
                    .check(List.of(question(first), question(second))))
        .isInstanceOf(PromptException.class)
        .hasMessageStartingWith(message);
  }

  private static Grading grading(Optional<Method> usual) {
    return new Grading(
        Map.of(
            Method.EXACT,
            new ExactMatch(),
            Method.CHOICE,
            new ChoiceLetter(),
            Method.JSON_SCHEMA,
            new SchemaMatch()),
        usual);
  }

  private static Question question(Reference reference) {
    return new Question(
        "id",
        new Asked.Words(List.of(new Turn(Role.USER, "Hi", 0))),
        "Hi",
        "Hi",
        Optional.empty(),
        reference);
  }
}
