package dev.interlock.bootstrap;

import static com.google.protobuf.ByteString.copyFromUtf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.config.Address;
import dev.interlock.envoy.FreePorts;
import dev.interlock.server.GrpcPeer;
import io.envoyproxy.envoy.config.core.v3.HeaderMap;
import io.envoyproxy.envoy.config.core.v3.HeaderValue;
import io.envoyproxy.envoy.service.ext_proc.v3.ExternalProcessorGrpc;
import io.envoyproxy.envoy.service.ext_proc.v3.HttpHeaders;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingRequest;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingResponse;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The transformer is off: what matters here is what is opened and closed around it. */
class SidecarTest {
  private static final Path HOME = Path.of(System.getProperty("interlock.home"));

  @TempDir private Path folder;

  @Test
  void a_start_that_fails_leaves_nothing_open() throws Exception {
    try (ServerSocket taken = listen(0)) {
      int health = FreePorts.next();
      Loaded.Valid loaded = load(health, taken.getLocalPort());

      assertThatThrownBy(() -> Sidecar.start(source(), loaded, HOME))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("admin: 127.0.0.1:" + taken.getLocalPort() + ": ");

      listen(health).close();
      assertThat(Thread.getAllStackTraces().keySet())
          .extracting(Thread::getName)
          .noneMatch(name -> name.startsWith("decide-"));
      assertThat(socket()).doesNotExist();
    }
  }

  @Test
  void a_second_one_leaves_the_first_alone() throws Exception {
    try (var first = Sidecar.start(source(), load(0, 0), HOME)) {
      Loaded.Valid loaded = load(0, 0);

      assertThatThrownBy(() -> Sidecar.start(source(), loaded, HOME))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("another process listens there");

      assertThat(first.state().why()).isEmpty();
      assertThat(socket()).exists();
    }
  }

  @Test
  void it_says_that_it_is_not_ready_before_its_streams_end() throws Exception {
    Sidecar sidecar = Sidecar.start(source(), load(0, 0), HOME);
    try (sidecar;
        var peer = new GrpcPeer(new Address.Unix(socket().toString()))) {
      var seenAtTheEnd = new CompletableFuture<Optional<String>>();
      var connected = new CompletableFuture<Boolean>();
      ExternalProcessorGrpc.newStub(peer.channel())
          .process(
              new StreamObserver<>() {
                @Override
                public void onNext(ProcessingResponse reply) {
                  connected.complete(true);
                }

                @Override
                public void onError(Throwable failure) {
                  seenAtTheEnd.complete(sidecar.state().why());
                }

                @Override
                public void onCompleted() {
                  onError(new IOException("ended"));
                }
              })
          .onNext(requestHeaders());
      assertThat(connected.get(10, TimeUnit.SECONDS)).isTrue();

      sidecar.close();

      assertThat(seenAtTheEnd.get(10, TimeUnit.SECONDS)).hasValue("stopping");
    }
  }

  private static ProcessingRequest requestHeaders() {
    var method = HeaderValue.newBuilder().setKey(":method").setRawValue(copyFromUtf8("POST"));
    var path =
        HeaderValue.newBuilder().setKey(":path").setRawValue(copyFromUtf8("/v1/chat/completions"));
    return ProcessingRequest.newBuilder()
        .setRequestHeaders(
            HttpHeaders.newBuilder()
                .setHeaders(HeaderMap.newBuilder().addHeaders(method).addHeaders(path)))
        .build();
  }

  private Path socket() {
    return folder.resolve("interlock.sock");
  }

  private Loaded.Valid load(int health, int admin) throws IOException {
    Path file = folder.resolve("interlock.yaml");
    Files.writeString(
        file,
        Files.readString(Path.of("examples/minimal.yaml"))
            + """

            listen: unix:%s
            health: {listen: "127.0.0.1:%d"}
            admin: {listen: "127.0.0.1:%d"}
            encoder: {forward: off}
            """
                .formatted(socket(), health, admin));
    return (Loaded.Valid) source().load(1);
  }

  private ConfigurationSource source() {
    return new ConfigurationSource(
        new ConfigurationLoader(_ -> null, () -> LocalDate.EPOCH, SignalFamilies.specs()),
        folder.resolve("interlock.yaml"));
  }

  private static ServerSocket listen(int port) throws IOException {
    return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
  }
}
