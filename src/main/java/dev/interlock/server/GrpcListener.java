package dev.interlock.server;

import dev.interlock.config.Address;
import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A gRPC server on one address. Handlers run on the event loop ({@code directExecutor}): they must
 * not block. Envoy opens one connection per worker thread, so a few loops suffice.
 */
public final class GrpcListener implements AutoCloseable {
  private static final int FLOW_CONTROL_WINDOW = 4 << 20;
  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(1);

  private final Server server;
  private final EventLoopGroup boss;
  private final EventLoopGroup loops;

  private GrpcListener(Server server, EventLoopGroup boss, EventLoopGroup loops) {
    this.server = server;
    this.boss = boss;
    this.loops = loops;
  }

  /**
   * Starts listening. A socket file that was left behind is replaced; one that somebody serves is
   * not.
   *
   * @param maxMessageBytes largest message accepted; must exceed Envoy's request limit
   * @throws IOException if the address cannot be bound; nothing is left open then
   */
  public static GrpcListener start(
      Address address, int eventLoops, int maxMessageBytes, List<BindableService> services)
      throws IOException {
    SocketAddress bindable = bindable(address);
    var boss = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    var loops = new MultiThreadIoEventLoopGroup(eventLoops, EpollIoHandler.newFactory());
    var builder =
        NettyServerBuilder.forAddress(bindable)
            .channelType(
                switch (address) {
                  case Address.Unix _ -> EpollServerDomainSocketChannel.class;
                  case Address.Tcp _ -> EpollServerSocketChannel.class;
                })
            .bossEventLoopGroup(boss)
            .workerEventLoopGroup(loops)
            .directExecutor()
            .maxInboundMessageSize(maxMessageBytes)
            .flowControlWindow(FLOW_CONTROL_WINDOW)
            .permitKeepAliveTime(5, TimeUnit.SECONDS)
            .permitKeepAliveWithoutCalls(true);
    services.forEach(builder::addService);
    var listener = new GrpcListener(builder.build(), boss, loops);
    try {
      listener.server.start();
      if (address instanceof Address.Unix(String path)) {
        Files.setPosixFilePermissions(Path.of(path), PosixFilePermissions.fromString("rw-rw----"));
      }
      return listener;
    } catch (IOException | RuntimeException failure) {
      listener.close();
      throw failure;
    }
  }

  private static SocketAddress bindable(Address address) throws IOException {
    return switch (address) {
      case Address.Unix(String path) -> {
        Path socket = Path.of(path).toAbsolutePath();
        Path parent = socket.getParent();
        if (parent != null) {
          Files.createDirectories(parent);
        }
        if (Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
          deleteLeftBehind(socket);
        }
        yield new DomainSocketAddress(socket.toString());
      }
      case Address.Tcp(String host, int port) -> new InetSocketAddress(host, port);
    };
  }

  /** Deletes a socket that nobody serves any more; anything else is not ours to delete. */
  private static void deleteLeftBehind(Path socket) throws IOException {
    if (!Files.readAttributes(socket, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        .isOther()) {
      throw new FileAlreadyExistsException(socket + ": exists (expected: free, or a socket)");
    }
    refuseServed(socket);
    Files.delete(socket);
  }

  /** Fails unless connections are refused, as they are when the process behind has gone. */
  private static void refuseServed(Path socket) throws IOException {
    String found = "another process listens there";
    try (var probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      probe.configureBlocking(false);
      probe.connect(UnixDomainSocketAddress.of(socket));
    } catch (ConnectException _) {
      return;
    } catch (SocketException notNow) {
      found = "another process may listen there: " + notNow.getMessage();
    }
    throw new BindException(socket + ": " + found + " (expected: free, or a socket left behind)");
  }

  /** The TCP port bound; -1 on a Unix socket. */
  public int port() {
    return server.getPort();
  }

  /** Takes no new streams and gives the open ones {@code grace} to finish. */
  public void shutdown(Duration grace) throws InterruptedException {
    server.shutdown();
    if (!server.awaitTermination(grace.toNanos(), TimeUnit.NANOSECONDS)) {
      server.shutdownNow();
    }
    close();
  }

  /** Stops at once; when it returns, the address is free. */
  @Override
  public void close() {
    server.shutdownNow();
    try {
      var _ = server.awaitTermination(LONGEST_CLOSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    var _ = boss.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    var _ = loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
