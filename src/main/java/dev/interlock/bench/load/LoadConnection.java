package dev.interlock.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;

/** One kept-alive connection of a load: at most one request on it at a time. */
@SuppressWarnings("FutureReturnValueIgnored") // failures come back as exceptionCaught or inactive
final class LoadConnection extends SimpleChannelInboundHandler<HttpObject> {
  private final LoadRun run;
  private final ByteBuf body = Unpooled.buffer(4096);
  private @Nullable ChannelHandlerContext context;
  private @Nullable PreparedRequest request;
  private long dueAt;
  private int status;
  private HttpHeaders headers = EmptyHttpHeaders.INSTANCE;
  private boolean keepAlive = true;

  LoadConnection(LoadRun run) {
    this.run = run;
  }

  boolean busy() {
    return request != null;
  }

  boolean reusable() {
    return keepAlive;
  }

  void send(PreparedRequest next, long due) {
    request = next;
    dueAt = due;
    body.clear();
    if (context != null) {
      context.writeAndFlush(next.bytes(), context.voidPromise());
    }
  }

  void close() {
    request = null;
    if (context != null) {
      context.close();
    }
  }

  @Override
  public void channelActive(ChannelHandlerContext opened) {
    context = opened;
    run.opened(this);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext reading, HttpObject message) {
    if (message instanceof HttpResponse response) {
      status = response.decoderResult().isSuccess() ? response.status().code() : 0;
      headers = response.headers();
      keepAlive = HttpUtil.isKeepAlive(response);
    }
    if (message instanceof HttpContent content) {
      body.writeBytes(content.content());
      if (content instanceof LastHttpContent) {
        answered();
      }
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext closed) {
    keepAlive = false;
    if (request != null) {
      request = null;
      run.answered(this, dueAt, "connection");
    }
    run.closed(this);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext failed, Throwable cause) {
    failed.close();
  }

  private void answered() {
    PreparedRequest answered = request;
    request = null;
    if (answered != null) {
      run.answered(this, dueAt, answered.check().fault(status, headers, body));
    }
    if (!keepAlive && context != null) {
      context.close();
    }
  }
}
