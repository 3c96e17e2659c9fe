package dev.interlock.bench.load;

import dev.interlock.bench.load.Pace.ConstantRate;
import dev.interlock.simulator.Transport;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpResponseDecoder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * One load on its way. Everything but the constructor and {@link #start} runs on the event loop.
 *
 * <p>Requests become due on a schedule (or when an answer came, in a closed loop), wait for an idle
 * connection, and are timed from when they were due.
 */
@SuppressWarnings("FutureReturnValueIgnored") // failures come back as events of the connection
final class LoadRun {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(120);
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long RECONNECT_MILLIS = 10;

  private final Load load;
  private final EventLoop eventLoop;
  private final Bootstrap bootstrap;
  private final CompletableFuture<LoadResult> result = new CompletableFuture<>();
  private final Histogram latencies = new Histogram(LONGEST_NANOS, 3);
  private final Map<String, Long> errors = new TreeMap<>();
  private final ArrayDeque<LoadConnection> idle = new ArrayDeque<>();
  private final List<LoadConnection> all = new ArrayList<>();

  private long start;
  private long warm;
  private long end;
  private long due;
  private long sent;
  private int next;
  private boolean timing;
  private boolean finishing;

  LoadRun(Load load, Transport transport, EventLoop eventLoop) {
    this.load = load;
    this.eventLoop = eventLoop;
    this.bootstrap =
        new Bootstrap()
            .group(eventLoop)
            .channel(transport.clientChannel())
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 5000)
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel
                        .pipeline()
                        .addLast(new HttpResponseDecoder(), new LoadConnection(LoadRun.this));
                  }
                });
  }

  CompletableFuture<LoadResult> start() {
    eventLoop.execute(
        () -> {
          for (int i = 0; i < load.connections(); i++) {
            connect();
          }
        });
    return result;
  }

  private void connect() {
    bootstrap
        .connect(load.target())
        .addListener(
            connected -> {
              if (!connected.isSuccess()) {
                notConnected(connected.cause());
              }
            });
  }

  private void notConnected(Throwable cause) {
    if (start == 0) {
      result.completeExceptionally(cause);
    } else if (!finishing) {
      errors.merge("connection", 1L, Long::sum);
      eventLoop.schedule(this::connect, RECONNECT_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  void opened(LoadConnection connection) {
    all.add(connection);
    idle.addLast(connection);
    if (start == 0 && all.size() == load.connections()) {
      begin();
    }
    if (start != 0) {
      pump();
    }
  }

  private void begin() {
    start = System.nanoTime();
    warm = start + load.warmup().toNanos();
    end = warm + load.duration().toNanos();
    eventLoop.schedule(this::finish, end - start + PATIENCE_NANOS, TimeUnit.NANOSECONDS);
    eventLoop.schedule(this::finishIfDone, end - start + TICK_NANOS, TimeUnit.NANOSECONDS);
  }

  /** Sends what is due on the connections that are idle. */
  private void pump() {
    long now = System.nanoTime();
    switch (load.pace()) {
      case Pace.ClosedLoop _ -> {
        while (!idle.isEmpty() && now < end) {
          send(now);
        }
      }
      case ConstantRate rate -> {
        long dueAt = dueAt(rate);
        while (dueAt <= now && dueAt < end && !idle.isEmpty()) {
          due++;
          send(dueAt);
          dueAt = dueAt(rate);
        }
        if (dueAt > now && dueAt < end && !idle.isEmpty()) {
          // One timer at a time: with no connection idle, the next answer pumps again.
          schedule(dueAt - now);
        }
      }
    }
  }

  private void schedule(long delayNanos) {
    if (!timing) {
      timing = true;
      eventLoop.schedule(
          () -> {
            timing = false;
            pump();
          },
          delayNanos,
          TimeUnit.NANOSECONDS);
    }
  }

  private long dueAt(ConstantRate rate) {
    return start + (long) (due * (1e9 / rate.perSecond()));
  }

  private void send(long dueAt) {
    PreparedRequest request = load.requests().get(next);
    next = next + 1 == load.requests().size() ? 0 : next + 1;
    if (dueAt >= warm) {
      sent++;
    }
    idle.removeFirst().send(request, dueAt);
  }

  /** The answer to a request due at {@code dueAt} came; {@code error} is empty if it is right. */
  void answered(LoadConnection connection, long dueAt, String error) {
    if (!error.isEmpty()) {
      errors.merge(error, 1L, Long::sum);
    } else if (dueAt >= warm) {
      latencies.recordValue(Math.min(LONGEST_NANOS, System.nanoTime() - dueAt));
    }
    if (connection.reusable()) {
      idle.addLast(connection);
    }
    pump();
    finishIfDone();
  }

  /** {@code connection} is gone; another takes its place. */
  void closed(LoadConnection connection) {
    all.remove(connection);
    idle.remove(connection);
    if (!finishing) {
      connect();
    }
  }

  private void finishIfDone() {
    if (start != 0 && System.nanoTime() >= end && all.stream().noneMatch(LoadConnection::busy)) {
      boolean allSent =
          switch (load.pace()) {
            case Pace.ClosedLoop _ -> true;
            case ConstantRate rate -> dueAt(rate) >= end;
          };
      if (allSent) {
        finish();
      }
    }
  }

  private void finish() {
    if (finishing) {
      return;
    }
    finishing = true;
    long unanswered = all.stream().filter(LoadConnection::busy).count();
    if (load.pace() instanceof ConstantRate rate) {
      for (; dueAt(rate) < end; due++) {
        sent += dueAt(rate) >= warm ? 1 : 0;
        unanswered++;
      }
    }
    if (unanswered > 0) {
      errors.merge("unanswered", unanswered, Long::sum);
    }
    List.copyOf(all).forEach(LoadConnection::close);
    result.complete(new LoadResult(latencies, sent, Map.copyOf(errors), load.duration(), next));
  }
}
