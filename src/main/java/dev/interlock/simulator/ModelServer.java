package dev.interlock.simulator;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.ChannelMatcher;
import io.netty.channel.group.ChannelMatchers;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One simulated model on its own port. Thread-safe. */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write means that the client is gone
public final class ModelServer {
  private static final int LARGEST_BODY = 64 << 20;

  private final ModelService service;
  private final ServerBootstrap bootstrap;
  private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final InetAddress address;
  private final int port;
  private @Nullable Channel listener;

  ModelServer(
      ModelService service,
      ControlApi control,
      Transport transport,
      EventLoopGroup eventLoops,
      InetAddress address) {
    this.service = service;
    this.address = address;
    this.bootstrap =
        new ServerBootstrap()
            .group(eventLoops)
            .channel(transport.serverChannel())
            .option(ChannelOption.SO_BACKLOG, 4096)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    connections.add(channel);
                    channel
                        .pipeline()
                        .addLast(new HttpServerCodec())
                        .addLast(new HttpObjectAggregator(LARGEST_BODY))
                        .addLast(new ServerHandler(service, control));
                  }
                });
    Channel bound = bind(service.model().port()).syncUninterruptibly().channel();
    this.listener = bound;
    this.port = ((InetSocketAddress) bound.localAddress()).getPort();
    if (service.faults().refuse()) {
      faults(service.faults());
    }
  }

  public SimulatedModel model() {
    return service.model();
  }

  /** The port listened on; it stays the same while connections are refused. */
  public int port() {
    return port;
  }

  /** Base URL on this machine, without a trailing slash. */
  public String url() {
    return "http://127.0.0.1:" + port;
  }

  /** What it was asked so far. */
  public RequestLog requests() {
    return service.log();
  }

  public Faults faults() {
    return service.faults();
  }

  /** From now on misbehaves as {@code faults} say; returns when that is so. */
  public void faults(Faults faults) {
    change(faults, ChannelMatchers.all()).join();
  }

  /** As {@link #faults(Faults)}, without waiting; connections {@code spared} stay open. */
  synchronized CompletableFuture<Void> change(Faults faults, ChannelMatcher closing) {
    service.faults(faults);
    CompletableFuture<Void> done = new CompletableFuture<>();
    Channel open = listener;
    if (faults.refuse() && open != null) {
      listener = null;
      open.close()
          .addListener(_ -> connections.close(closing).addListener(_ -> done.complete(null)));
    } else if (!faults.refuse() && open == null) {
      ChannelFuture binding = bind(port);
      listener = binding.channel();
      binding.addListener(
          bound -> {
            if (bound.isSuccess()) {
              done.complete(null);
            } else {
              done.completeExceptionally(bound.cause());
            }
          });
    } else {
      done.complete(null);
    }
    return done;
  }

  /** One line: id, address, names. */
  @Override
  public String toString() {
    return model().id() + " " + url() + " " + model().names();
  }

  synchronized void close() {
    if (listener != null) {
      listener.close().syncUninterruptibly();
    }
    connections.close().syncUninterruptibly();
  }

  private ChannelFuture bind(int on) {
    return bootstrap.bind(address, on);
  }
}
