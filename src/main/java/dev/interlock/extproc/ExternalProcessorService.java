package dev.interlock.extproc;

import io.envoyproxy.envoy.service.ext_proc.v3.ExternalProcessorGrpc;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingRequest;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingResponse;
import io.grpc.BindableService;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import java.util.function.Function;

/**
 * The ext_proc service: one {@link StreamListener} per HTTP stream. It stands on {@link ServerCall}
 * rather than on gRPC's stubs, which make an exception with its stack trace for every cancelled
 * stream, and every stream ends cancelled.
 */
final class ExternalProcessorService implements BindableService {
  private static final Metadata.Key<String> ROLE =
      Metadata.Key.of(HeaderNames.ROLE, Metadata.ASCII_STRING_MARSHALLER);

  private final Function<StreamPeer, StreamListener> decisions;
  private final Function<StreamPeer, StreamListener> attempts;
  private final Function<StreamPeer, StreamListener> observed;

  /**
   * A service.
   *
   * @param decisions makes what listens to a new stream of the decision filter
   * @param attempts the same for the attempt filter
   * @param observed the same for a decision filter that only shows us what passes
   */
  ExternalProcessorService(
      Function<StreamPeer, StreamListener> decisions,
      Function<StreamPeer, StreamListener> attempts,
      Function<StreamPeer, StreamListener> observed) {
    this.observed = observed;
    this.decisions = decisions;
    this.attempts = attempts;
  }

  @Override
  public ServerServiceDefinition bindService() {
    return ServerServiceDefinition.builder(ExternalProcessorGrpc.SERVICE_NAME)
        .addMethod(ExternalProcessorGrpc.getProcessMethod(), this::begin)
        .build();
  }

  private ServerCall.Listener<ProcessingRequest> begin(
      ServerCall<ProcessingRequest, ProcessingResponse> call, Metadata headers) {
    var streams =
        switch (headers.get(ROLE)) {
          case "attempt" -> attempts;
          case "observe" -> observed;
          case null, default -> decisions;
        };
    StreamListener listener = streams.apply(new CallPeer(call));
    call.request(1);
    return new CallListener(call, listener);
  }

  /** Replies by a gRPC call. */
  private static final class CallPeer implements StreamPeer {
    private final ServerCall<ProcessingRequest, ProcessingResponse> call;
    private boolean begun;

    private CallPeer(ServerCall<ProcessingRequest, ProcessingResponse> call) {
      this.call = call;
    }

    @Override
    public void send(ProcessingResponse reply) {
      if (!call.isCancelled()) {
        begin();
        call.sendMessage(reply);
      }
    }

    @Override
    public void end() {
      if (!call.isCancelled()) {
        begin();
        call.close(Status.OK, new Metadata());
      }
    }

    private void begin() {
      if (!begun) {
        begun = true;
        call.sendHeaders(new Metadata());
      }
    }
  }

  /** Asks for the next message when one has been dealt with. */
  private static final class CallListener extends ServerCall.Listener<ProcessingRequest> {
    private final ServerCall<ProcessingRequest, ProcessingResponse> call;
    private final StreamListener listener;

    private CallListener(
        ServerCall<ProcessingRequest, ProcessingResponse> call, StreamListener listener) {
      this.call = call;
      this.listener = listener;
    }

    @Override
    public void onMessage(ProcessingRequest message) {
      listener.received(message);
      call.request(1);
    }

    @Override
    public void onHalfClose() {
      listener.halfClosed();
    }

    @Override
    public void onCancel() {
      listener.cancelled();
    }
  }
}
