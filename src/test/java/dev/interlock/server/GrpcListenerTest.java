package dev.interlock.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.config.Address;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrpcListenerTest {
  @TempDir private Path folder;

  @Test
  void takes_the_place_of_a_socket_that_was_left_behind() throws Exception {
    Path socket = folder.resolve("interlock.sock");
    try (var left = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      left.bind(UnixDomainSocketAddress.of(socket));
    }
    assertThat(socket).exists();
    GrpcListener.start(new Address.Unix(socket.toString()), 1, 1 << 20, List.of()).close();
  }

  @Test
  void takes_no_socket_that_somebody_serves() throws Exception {
    Path socket = folder.resolve("interlock.sock");
    try (var served = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      served.bind(UnixDomainSocketAddress.of(socket));
      var address = new Address.Unix(socket.toString());
      assertThatThrownBy(() -> GrpcListener.start(address, 1, 1 << 20, List.of()))
          .isInstanceOf(IOException.class)
          .hasMessage(
              socket + ": another process listens there (expected: free, or a socket left behind)");
      assertThat(socket).exists();
      try (var peer = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
        assertThat(peer.isConnected()).isTrue();
      }
    }
  }

  @Test
  void takes_no_socket_of_a_process_that_hangs() throws Exception {
    Path socket = folder.resolve("interlock.sock");
    try (var hung = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        var first = SocketChannel.open(StandardProtocolFamily.UNIX);
        var second = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      hung.bind(UnixDomainSocketAddress.of(socket), 1);
      for (var peer : List.of(first, second)) {
        peer.configureBlocking(false);
        peer.connect(UnixDomainSocketAddress.of(socket));
      }
      var address = new Address.Unix(socket.toString());
      assertThatThrownBy(() -> GrpcListener.start(address, 1, 1 << 20, List.of()))
          .hasMessageContaining("another process may listen there");
    }
  }

  @Test
  void frees_its_address() throws Exception {
    var address = new Address.Unix(folder.resolve("interlock.sock").toString());
    for (int times = 0; times < 3; times++) {
      GrpcListener.start(address, 1, 1 << 20, List.of()).close();
    }
  }

  @Test
  void deletes_no_file_that_is_not_a_socket() throws Exception {
    Path file = Files.writeString(folder.resolve("interlock.yaml"), "version: 1");
    var address = new Address.Unix(file.toString());
    assertThatThrownBy(() -> GrpcListener.start(address, 1, 1 << 20, List.of()))
        .isInstanceOf(IOException.class);
    assertThat(file).hasContent("version: 1");
  }
}
