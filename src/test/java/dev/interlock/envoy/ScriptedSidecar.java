package dev.interlock.envoy;

import com.google.protobuf.ByteString;
import io.envoyproxy.envoy.config.core.v3.HeaderValue;
import io.envoyproxy.envoy.config.core.v3.HeaderValueOption;
import io.envoyproxy.envoy.config.core.v3.HeaderValueOption.HeaderAppendAction;
import io.envoyproxy.envoy.service.ext_proc.v3.BodyResponse;
import io.envoyproxy.envoy.service.ext_proc.v3.CommonResponse;
import io.envoyproxy.envoy.service.ext_proc.v3.ExternalProcessorGrpc;
import io.envoyproxy.envoy.service.ext_proc.v3.HeaderMutation;
import io.envoyproxy.envoy.service.ext_proc.v3.HeadersResponse;
import io.envoyproxy.envoy.service.ext_proc.v3.ImmediateResponse;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingRequest;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingResponse;
import io.envoyproxy.envoy.type.v3.HttpStatus;
import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A sidecar that always decides the same: what Envoy does with a decision, without ours. */
final class ScriptedSidecar implements AutoCloseable {
  private final EventLoopGroup loop =
      new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
  private final Server server;

  private ScriptedSidecar(Path socket, BindableService service) throws IOException {
    server =
        NettyServerBuilder.forAddress(new DomainSocketAddress(socket.toFile()))
            .channelType(EpollServerDomainSocketChannel.class)
            .bossEventLoopGroup(loop)
            .workerEventLoopGroup(loop)
            .maxInboundMessageSize(64 << 20)
            .directExecutor()
            .addService(service)
            .build()
            .start();
  }

  /** Sends every request to {@code cluster}, whether there is one or not. */
  static ScriptedSidecar deciding(Path socket, String cluster) {
    return listening(socket, new Service(decision(cluster), Optional.empty()));
  }

  /** Claims every request, and ends the stream instead of deciding. */
  static ScriptedSidecar claiming(Path socket) {
    return listening(socket, new Claims());
  }

  /** Answers every request itself. */
  static ScriptedSidecar answering(Path socket, int status, String body) {
    var answer =
        ImmediateResponse.newBuilder()
            .setStatus(HttpStatus.newBuilder().setCodeValue(status))
            .setBody(ByteString.copyFromUtf8(body));
    return listening(
        socket, new Service(CommonResponse.getDefaultInstance(), Optional.of(answer.build())));
  }

  private static ScriptedSidecar listening(Path socket, BindableService service) {
    try {
      return new ScriptedSidecar(socket, service);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.shutdownNow();
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private static CommonResponse decision(String cluster) {
    return setting("x-interlock-cluster", cluster);
  }

  private static CommonResponse setting(String name, String value) {
    var header =
        HeaderValueOption.newBuilder()
            .setHeader(
                HeaderValue.newBuilder().setKey(name).setRawValue(ByteString.copyFromUtf8(value)))
            .setAppendAction(HeaderAppendAction.OVERWRITE_IF_EXISTS_OR_ADD);
    return CommonResponse.newBuilder()
        .setHeaderMutation(HeaderMutation.newBuilder().addSetHeaders(header))
        .setClearRouteCache(true)
        .build();
  }

  private static final class Claims extends ExternalProcessorGrpc.ExternalProcessorImplBase {
    @Override
    public StreamObserver<ProcessingRequest> process(StreamObserver<ProcessingResponse> replies) {
      return new StreamObserver<>() {
        @Override
        public void onNext(ProcessingRequest request) {
          if (request.hasRequestHeaders()) {
            var claim =
                HeadersResponse.newBuilder().setResponse(setting("x-interlock-share", "enforced"));
            replies.onNext(ProcessingResponse.newBuilder().setRequestHeaders(claim).build());
          } else {
            replies.onCompleted();
          }
        }

        @Override
        public void onError(Throwable cancelled) {}

        @Override
        public void onCompleted() {
          replies.onCompleted();
        }
      };
    }
  }

  private static final class Service extends ExternalProcessorGrpc.ExternalProcessorImplBase {
    private final CommonResponse decision;
    private final Optional<ImmediateResponse> answer;

    Service(CommonResponse decision, Optional<ImmediateResponse> answer) {
      this.decision = decision;
      this.answer = answer;
    }

    @Override
    public StreamObserver<ProcessingRequest> process(StreamObserver<ProcessingResponse> replies) {
      return new StreamObserver<>() {
        @Override
        public void onNext(ProcessingRequest request) {
          replies.onNext(reply(request));
        }

        @Override
        public void onError(Throwable cancelled) {}

        @Override
        public void onCompleted() {
          replies.onCompleted();
        }
      };
    }

    private ProcessingResponse reply(ProcessingRequest request) {
      var reply = ProcessingResponse.newBuilder();
      switch (request.getRequestCase()) {
        case REQUEST_HEADERS -> {
          var headers = HeadersResponse.newBuilder();
          if (request.getRequestHeaders().getEndOfStream()) {
            headers.setResponse(decision);
          }
          reply.setRequestHeaders(headers);
        }
        case REQUEST_BODY ->
            answer.ifPresentOrElse(
                reply::setImmediateResponse,
                () -> reply.setRequestBody(BodyResponse.newBuilder().setResponse(decision)));
        case RESPONSE_HEADERS -> reply.setResponseHeaders(HeadersResponse.getDefaultInstance());
        default -> throw new IllegalStateException("unexpected: " + request.getRequestCase());
      }
      return reply.build();
    }
  }
}
