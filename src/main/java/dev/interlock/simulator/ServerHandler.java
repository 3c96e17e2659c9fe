package dev.interlock.simulator;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import java.io.IOException;

/**
 * One connection of a model server. Requests on it are answered one after another: a client that
 * pipelines is not expected.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write means that the client is gone
final class ServerHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
  private final ModelService service;
  private final ControlApi control;

  ServerHandler(ModelService service, ControlApi control) {
    this.service = service;
    this.control = control;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest message) {
    String uri = message.uri();
    int query = uri.indexOf('?');
    Incoming request =
        new Incoming(
            message.method().name(),
            query < 0 ? uri : uri.substring(0, query),
            message.headers(),
            ByteBufUtil.getBytes(message.content()));
    if (request.path().startsWith(ControlApi.PREFIX)) {
      // Closed afterwards: a server told to refuse connections must not keep this one.
      Delivery delivery = new Delivery(context, false);
      control.reply(request, service.model().id(), context.channel()).thenAccept(delivery::start);
    } else {
      new Delivery(context, HttpUtil.isKeepAlive(message)).start(service.reply(request));
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof IOException) {
      context.close();
    } else {
      context.fireExceptionCaught(cause);
      context.close();
    }
  }
}
