package io.hindcast.runtime.http;

import io.hindcast.runtime.config.HttpLimits;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends what takes too long on one connection, and refuses requests whose end could be understood in
 * two ways. Lives in the connection's pipeline, as Vert.x knows one idle timeout only, which a byte
 * now and then keeps away for ever, and which cuts answers that are worked on for long.
 */
@SuppressWarnings(
    "FutureReturnValueIgnored") // Writes tell their own promise; closing has no answer.
final class ConnectionGuard extends ChannelDuplexHandler {
  /** Bodies that nobody reads, such as what comes after a refusal, end the connection here. */
  private static final long BODY_BYTES_MAX = 2 * BodyReader.BYTES_MAX;

  private final HttpLimits.Timeouts timeouts;
  private final BytesSeen bytesSeen = new BytesSeen();

  private Inbound inbound = Inbound.HEADER;
  private Wait wait = Wait.WORK;
  private @Nullable ScheduledFuture<?> deadline;
  private int unanswered;
  private boolean answering;
  private boolean refused;
  private long bodyBytes;

  /** What of a request is being received. */
  private enum Inbound {
    NOTHING,
    HEADER,
    BODY
  }

  /** What the connection waits for. */
  private enum Wait {
    NEXT_REQUEST,
    HEADER,
    BODY,
    WORK,
    ANSWER_TAKEN
  }

  private ConnectionGuard(HttpLimits.Timeouts timeouts) {
    this.timeouts = timeouts;
  }

  /** Puts a guard before the handler of that name; others of the pipeline stay as they are. */
  static void watch(ChannelPipeline pipeline, String handler, HttpLimits.Timeouts timeouts) {
    ConnectionGuard guard = new ConnectionGuard(timeouts);
    pipeline.addFirst("bytes", guard.bytesSeen);
    pipeline.addBefore(handler, "guard", guard);
  }

  /** Writes an answer without content past all codecs, then closes. */
  static void refuse(ChannelPipeline pipeline, String status, String headers) {
    String answer =
        "HTTP/1.1 %s\r\n%sContent-Length: 0\r\nConnection: close\r\n\r\n"
            .formatted(status, headers);
    ByteBuf bytes = Unpooled.copiedBuffer(answer, StandardCharsets.ISO_8859_1);
    pipeline.firstContext().writeAndFlush(bytes).addListener(ChannelFutureListener.CLOSE);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    await(ctx);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    cancelDeadline();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    cancelDeadline();
    ctx.fireChannelInactive();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (refused) {
      ReferenceCountUtil.release(message);
      return;
    }
    if (message instanceof HttpRequest request) {
      begin(request);
    }
    if (message instanceof HttpContent content) {
      bodyBytes += content.content().readableBytes();
      if (bodyBytes > BODY_BYTES_MAX) {
        ReferenceCountUtil.release(message);
        ctx.close();
        return;
      }
    }
    if (message instanceof LastHttpContent) {
      inbound = Inbound.NOTHING;
    }
    await(ctx);
    ctx.fireChannelRead(message);
  }

  private void begin(HttpRequest request) {
    unanswered++;
    bodyBytes = 0;
    inbound = Inbound.BODY;
    if (request.decoderResult().isSuccess()) {
      Framing.problem(request)
          .ifPresent(problem ->
              request.setDecoderResult(
                  DecoderResult.failure(new IllegalArgumentException(problem))));
    }
    refused = request.decoderResult().isFailure();
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    if (!(message instanceof HttpObject) || informational(message)) {
      ctx.write(message, promise);
      return;
    }
    answering = true;
    await(ctx);
    ChannelPromise written = promise;
    if (message instanceof LastHttpContent) {
      written = promise.unvoid();
      written.addListener(done -> answered(ctx));
    }
    ctx.write(message, written);
  }

  private static boolean informational(Object message) {
    return message instanceof HttpResponse response
        && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
  }

  private void answered(ChannelHandlerContext ctx) {
    unanswered--;
    answering = false;
    await(ctx);
  }

  private Wait awaited() {
    boolean working = unanswered > (inbound == Inbound.BODY ? 1 : 0);
    if (working) {
      return answering ? Wait.ANSWER_TAKEN : Wait.WORK;
    }
    return switch (inbound) {
      case NOTHING -> Wait.NEXT_REQUEST;
      case HEADER -> Wait.HEADER;
      case BODY -> Wait.BODY;
    };
  }

  /** Begins a new deadline only when it is for something else: bytes do not move it. */
  private void await(ChannelHandlerContext ctx) {
    Wait now = awaited();
    if (now == wait) {
      return;
    }
    wait = now;
    cancelDeadline();
    Duration limit =
        switch (now) {
          case NEXT_REQUEST -> timeouts.idle();
          case HEADER -> timeouts.header();
          case BODY -> timeouts.body();
          case ANSWER_TAKEN -> timeouts.answer();
          case WORK -> null;
        };
    if (limit != null && ctx.channel().isOpen()) {
      deadline =
          ctx.executor().schedule(() -> expired(ctx), limit.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void expired(ChannelHandlerContext ctx) {
    boolean unheard = wait == Wait.HEADER || (wait == Wait.BODY && unanswered == 1);
    if (unheard && !answering) {
      refuse(ctx.pipeline(), "408 Request Timeout", "");
    } else {
      ctx.close();
    }
  }

  private void cancelDeadline() {
    if (deadline != null) {
      deadline.cancel(false);
      deadline = null;
    }
  }

  /** Stands before the decoder, which keeps an incomplete header to itself. */
  private final class BytesSeen extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      if (inbound == Inbound.NOTHING) {
        inbound = Inbound.HEADER;
        await(ctx);
      }
      ctx.fireChannelRead(message);
    }
  }
}
