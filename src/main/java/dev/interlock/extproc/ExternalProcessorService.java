package dev.interlock.extproc;

import io.envoyproxy.envoy.service.ext_proc.v3.ExternalProcessorGrpc;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingRequest;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.function.Supplier;

/**
 * The ext_proc service: one {@link StreamHandler} per HTTP stream, with the services in force when
 * the stream begins.
 */
final class ExternalProcessorService extends ExternalProcessorGrpc.ExternalProcessorImplBase {
  private final Supplier<StreamServices> services;

  ExternalProcessorService(Supplier<StreamServices> services) {
    this.services = services;
  }

  @Override
  public StreamObserver<ProcessingRequest> process(StreamObserver<ProcessingResponse> out) {
    var call = (ServerCallStreamObserver<ProcessingResponse>) out;
    var handler = new StreamHandler(services.get(), call);
    // With a cancel handler set, sending on a cancelled call is a no-op instead of an exception.
    call.setOnCancelHandler(handler::cancelled);
    return handler;
  }
}
