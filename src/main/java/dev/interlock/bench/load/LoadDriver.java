package dev.interlock.bench.load;

import dev.interlock.simulator.Transport;
import io.netty.channel.EventLoopGroup;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Sends loads, one after another, all on one event loop: what it costs the machine it measures is
 * one thread. Not thread-safe.
 */
public final class LoadDriver implements AutoCloseable {
  private final Transport transport = Transport.best();
  private final EventLoopGroup eventLoop = transport.eventLoops("load", 1);

  /**
   * Sends {@code load} and waits for its last answer, ten seconds at most.
   *
   * @throws IllegalStateException when no connection can be made
   */
  public LoadResult run(Load load) throws InterruptedException {
    LoadRun run = new LoadRun(load, transport, eventLoop.next());
    try {
      return run.start().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "load on " + load.target() + ": " + e.getCause(), e.getCause());
    }
  }

  @Override
  public void close() {
    eventLoop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
