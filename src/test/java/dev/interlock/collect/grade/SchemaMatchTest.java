package dev.interlock.collect.grade;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaMatchTest {
  private static final String PERSON =
      """
      {"type": "object", "required": ["name"], "additionalProperties": false,
       "properties": {"name": {"type": "string"}, "age": {"type": "integer", "minimum": 0}}}
      """;

  private final SchemaMatch grader = new SchemaMatch();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\": \"Ada\"}",
        " {\"name\": \"Ada\", \"age\": 36}\n",
        "```json\n{\"name\": \"Ada\"}\n```",
      })
  void json_that_the_schema_takes_is_right(String answer) {
    assertThat(grader.grade(Tasks.schema(answer, PERSON))).isEqualTo(new Grade.Scored(1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"age\": 36}",
        "{\"name\": \"Ada\", \"age\": -1}",
        "{\"name\": \"Ada\", \"title\": \"Countess\"}",
        "{\"name\": \"Ada\"} is what you want",
        "{\"name\": \"Ada\", \"name\": \"Eve\"}",
        "{\"name\": \"Ada\"",
        "Ada",
        "",
      })
  void anything_else_is_wrong(String answer) {
    assertThat(grader.grade(Tasks.schema(answer, PERSON))).isEqualTo(new Grade.Scored(0));
  }

  @Test
  void a_schema_that_refers_elsewhere_is_not_fetched() {
    Task task = Tasks.schema("{}", "{\"$ref\": \"http://127.0.0.1:1/schema.json\"}");

    assertThat(grader.grade(task)).isEqualTo(new Grade.Ungraded("schema not usable"));
  }
}
