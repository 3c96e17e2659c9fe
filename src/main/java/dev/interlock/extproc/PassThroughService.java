package dev.interlock.extproc;

import dev.interlock.extproc.Action.Phase;
import io.envoyproxy.envoy.service.ext_proc.v3.ExternalProcessorGrpc;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingRequest;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;

/** Continues every message: what the protocol itself costs, for benchmarks. */
final class PassThroughService extends ExternalProcessorGrpc.ExternalProcessorImplBase {
  @Override
  public StreamObserver<ProcessingRequest> process(StreamObserver<ProcessingResponse> out) {
    ((ServerCallStreamObserver<ProcessingResponse>) out).setOnCancelHandler(() -> {});
    return new StreamObserver<>() {
      @Override
      public void onNext(ProcessingRequest message) {
        switch (message.getRequestCase()) {
          case REQUEST_HEADERS -> out.onNext(ReplyEncoder.proceed(Phase.REQUEST_HEADERS));
          case REQUEST_BODY -> out.onNext(ReplyEncoder.proceed(Phase.REQUEST_BODY));
          case REQUEST_TRAILERS -> out.onNext(ReplyEncoder.proceed(Phase.REQUEST_TRAILERS));
          case RESPONSE_HEADERS -> out.onNext(ReplyEncoder.proceed(Phase.RESPONSE_HEADERS));
          case RESPONSE_BODY -> out.onNext(ReplyEncoder.proceed(Phase.RESPONSE_BODY));
          case RESPONSE_TRAILERS -> out.onNext(ReplyEncoder.proceed(Phase.RESPONSE_TRAILERS));
          case REQUEST_NOT_SET -> out.onCompleted();
        }
      }

      @Override
      public void onError(Throwable cancelled) {}

      @Override
      public void onCompleted() {
        out.onCompleted();
      }
    };
  }
}
