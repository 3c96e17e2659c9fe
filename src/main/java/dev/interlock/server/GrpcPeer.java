package dev.interlock.server;

import dev.interlock.config.Address;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.unix.DomainSocketAddress;
import java.util.concurrent.TimeUnit;

/** A client of our own Unix socket. */
public final class GrpcPeer implements AutoCloseable {
  private final EventLoopGroup loop =
      new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
  private final ManagedChannel channel;

  public GrpcPeer(Address.Unix socket) {
    channel =
        NettyChannelBuilder.forAddress(new DomainSocketAddress(socket.path()))
            .channelType(EpollDomainSocketChannel.class)
            .eventLoopGroup(loop)
            .directExecutor()
            .usePlaintext()
            .build();
  }

  public Channel channel() {
    return channel;
  }

  @Override
  public void close() {
    channel.shutdownNow();
    var _ = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
