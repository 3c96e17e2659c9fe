package dev.interlock.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.models.Model;
import com.openai.models.responses.EasyInputMessage;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseOutputItem;
import dev.interlock.system.SystemFixture;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** OpenAI's own client for Java. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenAiJavaIT {
  private static final String WEATHER = "What is the weather in Paris?";

  private SystemFixture system;
  private OpenAIClient client;

  /** A tool, as the library derives it from a class. */
  @JsonClassDescription("The weather in a city.")
  static final class GetWeather {
    public String city = "";
  }

  /** A structured answer, as the library derives it from a class. */
  static final class Person {
    public String name = "";
    public int age;
  }

  @BeforeAll
  void start() {
    system = SystemFixture.example().start();
    client =
        OpenAIOkHttpClient.builder()
            .baseUrl(system.envoy().uri("/v1").toString())
            .apiKey("unused")
            .build();
  }

  @AfterAll
  void stop() {
    client.close();
    system.close();
  }

  @Test
  void a_chat_is_answered() {
    ChatCompletion completion =
        client.chat().completions().create(chat("Hi there, good morning!").build());

    assertThat(text(completion)).startsWith("[small] ");
    assertThat(completion.choices().getFirst().finishReason().asString()).isEqualTo("stop");
    assertThat(completion.usage().orElseThrow().completionTokens()).isPositive();
    completion.validate();
  }

  @Test
  void a_stream_says_what_the_whole_answer_says() {
    ChatCompletionCreateParams params =
        chat("Hi there, good morning!")
            .streamOptions(ChatCompletionStreamOptions.builder().includeUsage(true).build())
            .build();
    var accumulator = ChatCompletionAccumulator.create();
    try (var stream = client.chat().completions().createStreaming(params)) {
      assertThat(stream.stream().peek(accumulator::accumulate).count()).isGreaterThan(5);
    }

    ChatCompletion whole =
        client.chat().completions().create(chat("Hi there, good morning!").build());
    assertThat(text(accumulator.chatCompletion())).isEqualTo(text(whole));
    assertThat(accumulator.chatCompletion().usage()).isEqualTo(whole.usage());
  }

  @Test
  void a_tool_is_called_and_its_result_answered() {
    var params = chat(WEATHER).addTool(GetWeather.class);
    var message = client.chat().completions().create(params.build()).choices().getFirst().message();
    var call = message.toolCalls().orElseThrow().getFirst().asFunction();
    assertThat(call.function().name()).isEqualTo("GetWeather");
    assertThat(call.function().arguments(GetWeather.class).city).isNotEmpty();

    params
        .addMessage(message)
        .addMessage(
            ChatCompletionToolMessageParam.builder()
                .toolCallId(call.id())
                .content("18 degrees, light rain")
                .build());
    var answer = client.chat().completions().create(params.build()).choices().getFirst();

    assertThat(answer.message().content().orElseThrow()).isNotEmpty();
    assertThat(answer.message().toolCalls()).isEmpty();
    assertThat(answer.finishReason().asString()).isEqualTo("stop");
  }

  @Test
  void a_structured_answer_is_read_into_its_class() {
    var params = chat("Invent a person.").responseFormat(Person.class).build();

    Person person =
        client
            .chat()
            .completions()
            .create(params)
            .choices()
            .getFirst()
            .message()
            .content()
            .orElseThrow();
    assertThat(person.name).isNotEmpty();
  }

  @Test
  void texts_are_embedded() {
    var params =
        EmbeddingCreateParams.builder()
            .model("auto")
            .inputOfArrayOfStrings(List.of("a red car", "a blue car", "a red car"))
            .build();
    var vectors =
        client.embeddings().create(params).data().stream().map(e -> e.embedding()).toList();

    assertThat(vectors).hasSize(3);
    assertThat(vectors.get(0)).isEqualTo(vectors.get(2)).isNotEqualTo(vectors.get(1));
    assertThat(vectors.get(0).stream().mapToDouble(x -> x * x).sum()).isBetween(0.999, 1.001);
  }

  @Test
  void a_response_is_answered_whole_and_as_a_stream() {
    var params = response().input("Hi there, good morning!").build();
    Response whole = client.responses().create(params);
    assertThat(text(whole)).startsWith("[small] ");

    var accumulator = ResponseAccumulator.create();
    try (var stream = client.responses().createStreaming(params)) {
      stream.stream().forEach(accumulator::accumulate);
    }
    assertThat(text(accumulator.response())).isEqualTo(text(whole));
    assertThat(accumulator.response().usage()).isEqualTo(whole.usage());
  }

  @Test
  void a_response_calls_a_tool_and_answers_its_result() {
    var question =
        ResponseInputItem.ofEasyInputMessage(
            EasyInputMessage.builder().role(EasyInputMessage.Role.USER).content(WEATHER).build());
    var params = response().addTool(GetWeather.class);
    var call =
        client
            .responses()
            .create(params.inputOfResponse(List.of(question)).build())
            .output()
            .getFirst()
            .asFunctionCall();
    assertThat(call.arguments(GetWeather.class).city).isNotEmpty();

    var result =
        ResponseInputItem.ofFunctionCallOutput(
            ResponseInputItem.FunctionCallOutput.builder()
                .callId(call.callId())
                .output("18 degrees, light rain")
                .build());
    var history = List.of(question, ResponseInputItem.ofFunctionCall(call), result);
    Response answer = client.responses().create(params.inputOfResponse(history).build());

    assertThat(text(answer)).isNotEmpty();
    assertThat(answer.output()).noneMatch(ResponseOutputItem::isFunctionCall);
  }

  @Test
  void the_models_are_listed() {
    assertThat(client.models().list().autoPager())
        .extracting(Model::id)
        .containsExactly("auto", "small", "medium", "frontier", "claude", "embed");
    assertThat(client.models().retrieve("medium").id()).isEqualTo("medium");
    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(() -> client.models().retrieve("nobody"));
  }

  @Test
  void an_unknown_model_is_the_librarys_not_found() {
    var params = chat("Hello").model("gpt-99").build();

    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(() -> client.chat().completions().create(params))
        .withMessageContaining("gpt-99")
        .satisfies(
            refused -> {
              assertThat(refused.code()).contains("model_not_found");
              assertThat(refused.param()).contains("model");
              assertThat(refused.type()).contains("invalid_request_error");
            });
    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(() -> client.chat().completions().createStreaming(params))
        .withMessageContaining("gpt-99");
  }

  @Test
  void what_the_model_server_refuses_arrives_as_it_said_it() {
    var params = chat("Hello").model("small").temperature(9).build();

    assertThatExceptionOfType(BadRequestException.class)
        .isThrownBy(() -> client.chat().completions().create(params))
        .withMessageContaining("temperature");
  }

  private static ChatCompletionCreateParams.Builder chat(String text) {
    return ChatCompletionCreateParams.builder().model("auto").addUserMessage(text);
  }

  private static ResponseCreateParams.Builder response() {
    return ResponseCreateParams.builder().model("auto");
  }

  private static String text(ChatCompletion completion) {
    return completion.choices().getFirst().message().content().orElseThrow();
  }

  private static String text(Response response) {
    return response.output().stream()
        .flatMap(item -> item.message().stream())
        .flatMap(message -> message.content().stream())
        .flatMap(content -> content.outputText().stream())
        .map(part -> part.text())
        .collect(Collectors.joining());
  }
}
