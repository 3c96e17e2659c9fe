package dev.interlock.simulator;

import dev.interlock.simulator.answer.SseEvent;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Writes one reply to one connection, at the pace the reply demands. Event loop only. */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write means that the client is gone
final class Delivery {
  private final ChannelHandlerContext context;
  private final boolean keepAlive;

  Delivery(ChannelHandlerContext context, boolean keepAlive) {
    this.context = context;
    this.keepAlive = keepAlive;
  }

  void start(Reply reply) {
    switch (reply) {
      case Reply.Whole whole -> after(whole.delay(), () -> write(whole));
      case Reply.Events events -> after(events.delay(), () -> begin(events));
      case Reply.Reset _ -> {
        context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
        context.close();
      }
      case Reply.Hang _ -> {}
    }
  }

  private void write(Reply.Whole reply) {
    HttpResponse head = head(reply.status(), reply.headers());
    ByteBuf body = utf8(reply.body());
    head.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
    if (reply.truncate()) {
      context.write(head);
      context
          .writeAndFlush(new DefaultHttpContent(body.writerIndex(body.readableBytes() / 2)))
          .addListener(ChannelFutureListener.CLOSE);
      return;
    }
    finish(
        new DefaultFullHttpResponse(
            head.protocolVersion(),
            head.status(),
            body,
            head.headers(),
            EmptyHttpHeaders.INSTANCE));
  }

  private ByteBuf utf8(String text) {
    return ByteBufUtil.writeUtf8(context.alloc(), text);
  }

  private void begin(Reply.Events reply) {
    HttpResponse head = head(200, reply.headers());
    head.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
    head.headers().set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_CACHE);
    context.write(head);
    int end = reply.truncate() ? reply.events().size() / 2 : reply.events().size();
    proceed(reply, 0, end, true);
  }

  /** Writes events from {@code from} until one has to wait for its token. */
  private void proceed(Reply.Events reply, int from, int end, boolean due) {
    if (!context.channel().isActive()) {
      return;
    }
    List<SseEvent> events = reply.events();
    boolean paced = !reply.perToken().isZero();
    boolean mayWriteToken = due;
    int at = from;
    while (at < end && (!paced || mayWriteToken || !events.get(at).token())) {
      mayWriteToken &= !events.get(at).token();
      context.write(new DefaultHttpContent(utf8(events.get(at).text())));
      at++;
    }
    if (at < end) {
      int next = at;
      context.flush();
      after(reply.perToken(), () -> proceed(reply, next, end, true));
    } else if (reply.truncate()) {
      context.flush();
      context.close();
    } else {
      finish(LastHttpContent.EMPTY_LAST_CONTENT);
    }
  }

  private void finish(Object last) {
    var written = context.writeAndFlush(last);
    if (!keepAlive) {
      written.addListener(ChannelFutureListener.CLOSE);
    }
  }

  private HttpResponse head(int status, Map<String, String> headers) {
    HttpResponse head =
        new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status));
    headers.forEach(head.headers()::set);
    if (!keepAlive) {
      head.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }
    return head;
  }

  private void after(Duration delay, Runnable step) {
    if (delay.isZero()) {
      step.run();
    } else {
      var _ = context.executor().schedule(step, delay.toNanos(), TimeUnit.NANOSECONDS);
    }
  }
}
