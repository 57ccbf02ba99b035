package dev.moonlet.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.lettuce.core.resource.NettyCustomizer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.util.AttributeKey;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the calls of scripts among the bytes that a client sends, and how often it sends something off. */
@Sharable
public final class SentCalls extends ChannelOutboundHandlerAdapter implements NettyCustomizer {

    /** What all of {@code EVAL}, {@code EVALSHA} and their like begin with, and {@code FCALL} and its like. */
    private static final List<byte[]> CALLS = List.of("\r\nEVAL".getBytes(US_ASCII), "\r\nFCALL".getBytes(US_ASCII));

    /** Whether calls were written to a channel since it was flushed. */
    private static final AttributeKey<Boolean> HAS_CALLS = AttributeKey.valueOf(SentCalls.class, "calls");

    private final AtomicLong count = new AtomicLong();
    private final AtomicLong flushesOfCalls = new AtomicLong();
    private final AtomicLong flushes = new AtomicLong();

    public long count() {
        return count.get();
    }

    /** How often calls were sent off, one or several at a time. */
    public long flushesOfCalls() {
        return flushesOfCalls.get();
    }

    /** How often something was sent off. */
    public long flushes() {
        return flushes.get();
    }

    @Override
    public void afterChannelInitialized(Channel channel) {
        channel.pipeline().addFirst(this);
    }

    @Override
    public void flush(ChannelHandlerContext context) throws Exception {
        flushes.incrementAndGet();
        if (context.channel().attr(HAS_CALLS).getAndSet(null) != null) {
            flushesOfCalls.incrementAndGet();
        }
        super.flush(context);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise written) throws Exception {
        if (message instanceof ByteBuf sent) {
            long calls =
                    CALLS.stream().mapToLong(call -> occurrences(call, sent)).sum();
            if (calls > 0) {
                context.channel().attr(HAS_CALLS).set(true);
                count.addAndGet(calls);
            }
        }
        super.write(context, message, written);
    }

    private static long occurrences(byte[] word, ByteBuf sent) {
        ByteBuf call = Unpooled.wrappedBuffer(word);
        ByteBuf rest = sent.slice();
        long count = 0;
        for (int at = ByteBufUtil.indexOf(call, rest); at >= 0; at = ByteBufUtil.indexOf(call, rest)) {
            count++;
            rest.readerIndex(at + word.length);
        }
        return count;
    }
}
