package dev.interlock.extproc;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.envoyproxy.envoy.config.core.v3.HeaderMap;
import io.envoyproxy.envoy.config.core.v3.HeaderValue;
import io.envoyproxy.envoy.service.ext_proc.v3.ExternalProcessorGrpc;
import io.envoyproxy.envoy.service.ext_proc.v3.HttpBody;
import io.envoyproxy.envoy.service.ext_proc.v3.HttpHeaders;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingRequest;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingResponse;
import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sends a service the messages that Envoy would send until it is fast: first calls are 10 to 50
 * times slower than later ones, and the first of them would miss the deadline.
 */
public final class WarmUp {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final List<String> TEXTS =
      List.of(
          "Hello, how are you?",
          "Write a function that merges two sorted lists and explain its running time.",
          "Summarise the contract below and list every obligation of the supplier as JSON.",
          "Prove that the square root of two is irrational, then generalise the argument to primes.");

  private static final String ANSWER =
      """
      data: {"choices":[{"delta":{"content":"Hello"}}]}

      data: {"choices":[],"usage":{"prompt_tokens":7,"completion_tokens":3}}

      data: [DONE]

      """;

  private final ExternalProcessorGrpc.ExternalProcessorStub service;
  private final List<String> models;

  /**
   * A warm-up of the service behind {@code channel}.
   *
   * @param models names to ask for in turn; not empty
   */
  public WarmUp(Channel channel, List<String> models) {
    this.service = ExternalProcessorGrpc.newStub(channel);
    this.models = List.copyOf(models);
  }

  /** How long to go on. */
  public enum Effort {
    /** Until the first requests of clients are fast enough. */
    START(400, Duration.ofMillis(800)),
    /** Where another one has warmed the process up: every way through, once. */
    AGAIN(8, Duration.ofMillis(800)),
    /** Until the compiler has seen all it needs. */
    REHEARSAL(20_000, Duration.ofSeconds(12));

    private final int rounds;
    private final Duration longest;

    Effort(int rounds, Duration longest) {
      this.rounds = rounds;
      this.longest = longest;
    }
  }

  /** Runs one stream after the other. */
  public void run(Effort effort) throws InterruptedException {
    long until = System.nanoTime() + effort.longest.toNanos();
    for (int round = 0; round < effort.rounds && System.nanoTime() < until; round++) {
      String text = TEXTS.get(round % TEXTS.size()).repeat(1 + round % 7);
      exchange(models.get(round % models.size()), text);
    }
  }

  private void exchange(String model, String text) throws InterruptedException {
    var replies = new Replies();
    StreamObserver<ProcessingRequest> stream = service.process(replies);
    ByteString body = body(model, text);
    stream.onNext(requestHeaders(body.size()));
    if (replies.next()) {
      stream.onNext(
          ProcessingRequest.newBuilder()
              .setRequestBody(HttpBody.newBuilder().setBody(body).setEndOfStream(true))
              .build());
      if (replies.next()) {
        stream.onNext(responseHeaders());
        if (replies.next()) {
          stream.onNext(
              ProcessingRequest.newBuilder()
                  .setResponseBody(
                      HttpBody.newBuilder()
                          .setBody(ByteString.copyFromUtf8(ANSWER))
                          .setEndOfStream(true))
                  .build());
          replies.next();
        }
      }
    }
    stream.onCompleted();
  }

  private static ByteString body(String model, String text) {
    ObjectNode body = JSON.createObjectNode().put("model", model);
    body.putArray("messages").addObject().put("role", "user").put("content", text);
    return UnsafeByteOperations.unsafeWrap(JSON.writeValueAsBytes(body));
  }

  private static ProcessingRequest requestHeaders(int length) {
    return ProcessingRequest.newBuilder()
        .setRequestHeaders(
            HttpHeaders.newBuilder()
                .setHeaders(
                    HeaderMap.newBuilder()
                        .addHeaders(header(":method", "POST"))
                        .addHeaders(header(":path", "/v1/chat/completions"))
                        .addHeaders(header("content-type", "application/json"))
                        .addHeaders(header("content-length", Integer.toString(length)))))
        .build();
  }

  private static ProcessingRequest responseHeaders() {
    return ProcessingRequest.newBuilder()
        .setResponseHeaders(
            HttpHeaders.newBuilder()
                .setHeaders(
                    HeaderMap.newBuilder()
                        .addHeaders(header(":status", "200"))
                        .addHeaders(header("content-type", "text/event-stream"))))
        .build();
  }

  private static HeaderValue header(String name, String value) {
    return HeaderValue.newBuilder()
        .setKey(name)
        .setRawValue(ByteString.copyFromUtf8(value))
        .build();
  }

  /** The replies of one stream, one at a time. */
  private static final class Replies implements StreamObserver<ProcessingResponse> {
    private final BlockingQueue<Boolean> arrivals = new LinkedBlockingQueue<>();

    /** Waits for the next reply; false when the stream has ended or answered by itself. */
    boolean next() throws InterruptedException {
      return Boolean.TRUE.equals(arrivals.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
    }

    @Override
    public void onNext(ProcessingResponse reply) {
      arrivals.add(!reply.hasImmediateResponse());
    }

    @Override
    public void onError(Throwable failure) {
      arrivals.add(false);
    }

    @Override
    public void onCompleted() {
      arrivals.add(false);
    }
  }
}
