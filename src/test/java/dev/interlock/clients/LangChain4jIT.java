package dev.interlock.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.interlock.system.SystemFixture;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.langchain4j.model.openai.OpenAiResponsesChatModel;
import dev.langchain4j.model.openai.OpenAiResponsesStreamingChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.output.FinishReason;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.json.JsonMapper;

/** LangChain4j's models of OpenAI. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LangChain4jIT {
  private static final String GREETING = "Hi there, good morning!";
  private static final ToolSpecification WEATHER =
      ToolSpecification.builder()
          .name("get_weather")
          .description("The weather in a city.")
          .parameters(JsonObjectSchema.builder().addStringProperty("city").required("city").build())
          .build();

  private SystemFixture system;
  private String url;

  @BeforeAll
  void start() {
    system = SystemFixture.example().start();
    url = system.envoy().uri("/v1").toString();
  }

  @AfterAll
  void stop() {
    system.close();
  }

  @Test
  void a_chat_is_answered_whole_and_as_a_stream() {
    ChatResponse whole = chat("auto").chat(ask(GREETING));
    assertThat(whole.aiMessage().text()).startsWith("[small] ");
    assertThat(whole.finishReason()).isEqualTo(FinishReason.STOP);
    assertThat(whole.tokenUsage().outputTokenCount()).isPositive();

    assertThat(streamed(streaming("auto"), GREETING)).isEqualTo(whole.aiMessage().text());
  }

  @Test
  void a_tool_is_called_and_its_result_answered() {
    assertToolsWork(chat("auto"));
  }

  @Test
  void a_response_is_answered_whole_and_as_a_stream() {
    String whole = responses().chat(ask(GREETING)).aiMessage().text();
    assertThat(whole).startsWith("[small] ");

    var streaming =
        OpenAiResponsesStreamingChatModel.builder()
            .baseUrl(url)
            .apiKey("unused")
            .modelName("auto")
            .build();
    assertThat(streamed(streaming, GREETING)).isEqualTo(whole);
  }

  @Test
  void a_response_calls_a_tool_and_answers_its_result() {
    assertToolsWork(responses());
  }

  @Test
  void texts_are_embedded() {
    var model =
        OpenAiEmbeddingModel.builder().baseUrl(url).apiKey("unused").modelName("auto").build();
    List<Embedding> vectors =
        model
            .embedAll(
                List.of(
                    TextSegment.from("a red car"),
                    TextSegment.from("a blue car"),
                    TextSegment.from("a red car")))
            .content();

    assertThat(vectors).hasSize(3);
    assertThat(vectors.get(0)).isEqualTo(vectors.get(2)).isNotEqualTo(vectors.get(1));
  }

  @Test
  void an_unknown_model_is_the_librarys_model_not_found() {
    assertThatExceptionOfType(ModelNotFoundException.class)
        .isThrownBy(() -> chat("gpt-99").chat(ask(GREETING)))
        .withMessageContaining("gpt-99")
        .withMessageContaining("model_not_found");
  }

  private static void assertToolsWork(ChatModel model) {
    List<ChatMessage> turns =
        new ArrayList<>(List.of(UserMessage.from("What is the weather in Paris?")));
    ChatResponse first = model.chat(withWeather(turns));
    assertThat(first.aiMessage().toolExecutionRequests()).hasSize(1);
    ToolExecutionRequest call = first.aiMessage().toolExecutionRequests().getFirst();
    assertThat(call.name()).isEqualTo("get_weather");
    assertThat(JsonMapper.shared().readTree(call.arguments()).get("city").asString()).isNotEmpty();

    turns.add(first.aiMessage());
    turns.add(ToolExecutionResultMessage.from(call, "18 degrees, light rain"));
    ChatResponse second = model.chat(withWeather(turns));
    assertThat(second.aiMessage().text()).isNotEmpty();
    assertThat(second.aiMessage().hasToolExecutionRequests()).isFalse();
  }

  private static ChatRequest ask(String text) {
    return ChatRequest.builder().messages(UserMessage.from(text)).build();
  }

  private static ChatRequest withWeather(List<ChatMessage> turns) {
    return ChatRequest.builder().messages(turns).toolSpecifications(WEATHER).build();
  }

  /** The partial answers, joined. */
  private static String streamed(StreamingChatModel model, String text) {
    var parts = new StringBuilder();
    var end = new CompletableFuture<ChatResponse>();
    model.chat(
        ask(text),
        new StreamingChatResponseHandler() {
          @Override
          public void onPartialResponse(String part) {
            parts.append(part);
          }

          @Override
          public void onCompleteResponse(ChatResponse response) {
            end.complete(response);
          }

          @Override
          public void onError(Throwable error) {
            end.completeExceptionally(error);
          }
        });
    assertThat(end.orTimeout(60, TimeUnit.SECONDS).join().aiMessage().text())
        .isEqualTo(parts.toString());
    return parts.toString();
  }

  private ChatModel chat(String model) {
    return OpenAiChatModel.builder().baseUrl(url).apiKey("unused").modelName(model).build();
  }

  private StreamingChatModel streaming(String model) {
    return OpenAiStreamingChatModel.builder()
        .baseUrl(url)
        .apiKey("unused")
        .modelName(model)
        .build();
  }

  private ChatModel responses() {
    return OpenAiResponsesChatModel.builder()
        .baseUrl(url)
        .apiKey("unused")
        .modelName("auto")
        .build();
  }
}
