package dev.interlock.extproc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.interlock.config.Address;
import dev.interlock.server.GrpcListener;
import dev.interlock.server.GrpcPeer;
import io.envoyproxy.envoy.service.ext_proc.v3.ExternalProcessorGrpc;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingRequest;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingResponse;
import io.grpc.stub.StreamObserver;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class WarmUpTest {
  private static final String MODEL = "the \"größte\" \\ model";

  @TempDir private Path folder;

  @Test
  void any_name_makes_a_body_that_can_be_read() throws Exception {
    var socket = new Address.Unix(folder.resolve("socket").toString());
    var service = new Recorder();
    try (var _ = GrpcListener.start(socket, 1, 1 << 20, List.of(service));
        var peer = new GrpcPeer(socket)) {
      new WarmUp(peer.channel(), List.of(MODEL)).run(WarmUp.Effort.START);
    }
    assertThat(service.lengths).isNotEmpty();
    service.lengths.forEach(
        (body, length) -> {
          assertThat(length).isEqualTo(String.valueOf(body.size()));
          assertThat(JsonMapper.shared().readTree(body.toByteArray()).at("/model").asString())
              .isEqualTo(MODEL);
        });
  }

  /** Lets everything pass and keeps the request bodies, each with the length that was announced. */
  private static final class Recorder extends ExternalProcessorGrpc.ExternalProcessorImplBase {
    private final Map<ByteString, String> lengths = new ConcurrentHashMap<>();

    @Override
    public StreamObserver<ProcessingRequest> process(StreamObserver<ProcessingResponse> replies) {
      return new StreamObserver<>() {
        private String length = "";

        @Override
        public void onNext(ProcessingRequest message) {
          if (message.hasRequestHeaders()) {
            length =
                message.getRequestHeaders().getHeaders().getHeadersList().stream()
                    .filter(header -> header.getKey().equals("content-length"))
                    .map(header -> header.getRawValue().toStringUtf8())
                    .findFirst()
                    .orElse("");
          }
          if (message.hasRequestBody()) {
            lengths.put(message.getRequestBody().getBody(), length);
          }
          replies.onNext(ProcessingResponse.getDefaultInstance());
        }

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onCompleted() {
          replies.onCompleted();
        }
      };
    }
  }
}
