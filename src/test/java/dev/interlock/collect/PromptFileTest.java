package dev.interlock.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.collect.grade.Method;
import dev.interlock.inference.Role;
import dev.interlock.inference.Turn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromptFileTest {
  @TempDir private Path folder;

  @Test
  void a_prompt_with_what_is_known_of_a_right_answer() throws IOException {
    Question question =
        read("""
        {"prompt": "2+2?", "task": "sums", "expected": 4, "grade": "number"}
        """)
            .getFirst();

    assertThat(question.prompt()).isEqualTo("2+2?");
    assertThat(question.task()).hasValue("sums");
    assertThat(question.reference().expected()).containsExactly("4");
    assertThat(question.reference().method()).hasValue(Method.NUMBER);
  }

  @Test
  void a_conversation_is_asked_whole_and_read_by_its_end() throws IOException {
    Question question =
        read("""
        {"messages": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Hi"}, \
        {"role": "assistant", "content": "Hello"}, {"role": "user", "content": "And you?"}]}
        """)
            .getFirst();

    assertThat(question.prompt()).isEqualTo("And you?");
    assertThat(question.conversation())
        .isEqualTo("system: Be brief.\n\nuser: Hi\n\nassistant: Hello\n\nuser: And you?");
    assertThat(question.asked())
        .isEqualTo(
            new Asked.Words(
                List.of(
                    new Turn(Role.SYSTEM, "Be brief.", 0),
                    new Turn(Role.USER, "Hi", 0),
                    new Turn(Role.ASSISTANT, "Hello", 0),
                    new Turn(Role.USER, "And you?", 0))));
  }

  @Test
  void a_request_loses_what_is_ours_to_say() throws IOException {
    Question question =
        read("""
        {"api": "messages", "request": {"model": "auto", "stream": true, "n": 8, "best_of": 9, "max_tokens": 5, \
        "messages": [{"role": "user", "content": [{"type": "text", "text": "Hi"}]}]}}
        """)
            .getFirst();

    assertThat(question.prompt()).isEqualTo("Hi");
    assertThat(question.conversation()).isEqualTo("Hi");
    assertThat(question.asked())
        .isInstanceOfSatisfying(
            Asked.Body.class,
            asked ->
                assertThat(asked.body().propertyNames())
                    .containsExactlyInAnyOrder("max_tokens", "messages"));
  }

  @Test
  void a_request_is_read_whole_by_who_grades() throws IOException {
    Question question =
        read("""
        {"request": {"messages": [{"role": "system", "content": "Answer in French."}, \
        {"role": "user", "content": [{"type": "text", "text": "Hi"}]}]}}
        """)
            .getFirst();

    assertThat(question.conversation()).isEqualTo("system: Answer in French.\n\nuser: Hi");
  }

  @Test
  void what_is_torn_is_told_and_what_is_wrong_is_not_read_over() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("samples.jsonl"),
            "{\"prompt\": \"Hi\"}\n{\"prompt\": \"H{\"prompt\": \"secret\"}\n{\"prompt\": \"Ho\"}\n");
    var torn = new ArrayList<String>();

    assertThat(PromptFile.read(file, torn::add))
        .extracting(Question::prompt)
        .containsExactly("Hi", "Ho");
    assertThat(torn).containsExactly(file + ":2");
    Path wrong = Files.writeString(folder.resolve("wrong.jsonl"), "{\"text\": \"secret\"}\n");
    assertThatThrownBy(() -> PromptFile.read(wrong, torn::add)).isInstanceOf(PromptException.class);
  }

  @Test
  void the_same_words_have_the_same_id_whatever_else_is_said() throws IOException {
    List<Question> questions =
        read(
            """
            {"prompt": "Hi"}

            {"prompt": "Hi", "task": "chat", "expected": "Hello"}
            {"messages": [{"role": "user", "content": "Hi"}]}
            {"messages": [{"role": "system", "content": "Hi"}, {"role": "user", "content": "Hi"}]}
            """);

    assertThat(questions.stream().map(Question::id).distinct()).hasSize(2);
    assertThat(questions.get(3).id()).isNotEqualTo(questions.get(0).id());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"prompt\": \"secret\" | not JSON",
        "{\"text\": \"secret\"} | prompt: missing",
        "{\"prompt\": \"secret\", \"grade\": \"vibes\"} | grade: unknown (expected: exact, number",
        "{\"messages\": [{\"role\": \"user\", \"content\": [\"secret\"]}]} | messages: content",
        "{\"messages\": [{\"role\": \"assistant\", \"content\": \"secret\"}]} | messages: end",
        "{\"messages\": [{\"role\": \"secret\", \"content\": \"secret\"}]} | messages: role",
        "{\"request\": {\"input\": \"secret\"}} | request: ",
        "{\"request\": \"secret\"} | request: no object",
        "{\"api\": \"embeddings\", \"request\": {\"input\": \"secret\"}} | api: unknown",
      })
  void what_cannot_be_asked_is_named_by_its_place_alone(String line, String fault) {
    assertThatThrownBy(() -> read("{\"prompt\": \"Hi\"}\n" + line + "\n"))
        .isInstanceOf(PromptException.class)
        .hasMessageContaining("prompts.jsonl:2: " + fault)
        .hasMessageNotContaining("secret");
  }

  private List<Question> read(String lines) throws IOException {
    return PromptFile.read(Files.writeString(folder.resolve("prompts.jsonl"), lines));
  }
}
