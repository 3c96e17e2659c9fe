package dev.interlock.extproc;

import com.google.protobuf.ByteString;
import io.envoyproxy.envoy.config.core.v3.HeaderMap;
import io.envoyproxy.envoy.config.core.v3.HeaderValue;
import io.envoyproxy.envoy.service.ext_proc.v3.ExternalProcessorGrpc;
import io.envoyproxy.envoy.service.ext_proc.v3.HttpBody;
import io.envoyproxy.envoy.service.ext_proc.v3.HttpHeaders;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingRequest;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingResponse;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.unix.DomainSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The other end of the socket: speaks ext_proc as Envoy does. */
final class EnvoyPeer implements AutoCloseable {
  private final EventLoopGroup loop =
      new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
  private final ManagedChannel channel;

  EnvoyPeer(Path socket) {
    channel =
        NettyChannelBuilder.forAddress(new DomainSocketAddress(socket.toString()))
            .channelType(EpollDomainSocketChannel.class)
            .eventLoopGroup(loop)
            .usePlaintext()
            .maxInboundMessageSize(64 << 20)
            .build();
  }

  Stream open() {
    Stream stream = new Stream();
    ExternalProcessorGrpc.newStub(channel).process(stream);
    return stream;
  }

  static ProcessingRequest headers(
      String method, String path, boolean endOfStream, String... more) {
    HeaderMap.Builder map =
        HeaderMap.newBuilder()
            .addHeaders(header(":method", method))
            .addHeaders(header(":path", path));
    for (int i = 0; i < more.length; i += 2) {
      map.addHeaders(header(more[i], more[i + 1]));
    }
    return ProcessingRequest.newBuilder()
        .setRequestHeaders(HttpHeaders.newBuilder().setHeaders(map).setEndOfStream(endOfStream))
        .build();
  }

  static ProcessingRequest body(String body) {
    return ProcessingRequest.newBuilder()
        .setRequestBody(
            HttpBody.newBuilder().setBody(ByteString.copyFromUtf8(body)).setEndOfStream(true))
        .build();
  }

  static ProcessingRequest responseHeaders(String status, String contentType) {
    return ProcessingRequest.newBuilder()
        .setResponseHeaders(
            HttpHeaders.newBuilder()
                .setHeaders(
                    HeaderMap.newBuilder()
                        .addHeaders(header(":status", status))
                        .addHeaders(header("content-type", contentType))))
        .build();
  }

  static ProcessingRequest responseBody(String chunk, boolean endOfStream) {
    return ProcessingRequest.newBuilder()
        .setResponseBody(
            HttpBody.newBuilder()
                .setBody(ByteString.copyFromUtf8(chunk))
                .setEndOfStream(endOfStream))
        .build();
  }

  private static HeaderValue header(String name, String value) {
    return HeaderValue.newBuilder()
        .setKey(name)
        .setRawValue(ByteString.copyFromUtf8(value))
        .build();
  }

  @Override
  public void close() {
    channel.shutdownNow();
    var _ = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  /** One ext_proc stream. */
  static final class Stream
      implements ClientResponseObserver<ProcessingRequest, ProcessingResponse> {
    private final BlockingQueue<ProcessingResponse> replies = new LinkedBlockingQueue<>();
    private final CompletableFuture<Status> end = new CompletableFuture<>();
    private final CompletableFuture<ClientCallStreamObserver<ProcessingRequest>> call =
        new CompletableFuture<>();

    @Override
    public void beforeStart(ClientCallStreamObserver<ProcessingRequest> requests) {
      call.complete(requests);
    }

    /** Sends a message; the reply comes by {@link #reply}. */
    Stream send(ProcessingRequest message) {
      call.join().onNext(message);
      return this;
    }

    ProcessingResponse reply() throws InterruptedException {
      ProcessingResponse reply = replies.poll(10, TimeUnit.SECONDS);
      if (reply == null) {
        throw new AssertionError("no reply within 10 s; stream ended: " + end.getNow(null));
      }
      return reply;
    }

    /** How the server ended the stream. */
    Status end() throws Exception {
      return end.get(10, TimeUnit.SECONDS);
    }

    void cancel() {
      call.join().cancel("done, as Envoy says it", null);
    }

    @Override
    public void onNext(ProcessingResponse reply) {
      replies.add(reply);
    }

    @Override
    public void onError(Throwable failure) {
      end.complete(Status.fromThrowable(failure));
    }

    @Override
    public void onCompleted() {
      end.complete(Status.OK);
    }
  }
}
