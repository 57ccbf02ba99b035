package dev.moonlet.internal.dispatch;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.EventExecutorGroup;
import io.netty.util.concurrent.FastThreadLocalThread;
import io.netty.util.internal.ThreadExecutorMap;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which threads are event loops of Lettuce. It names its own {@code lettuce-epollEventLoop-4-1}. Others, of a
 * {@code ThreadFactoryProvider} or a group of the application, are known by their group, from the first script that is loaded in
 * one of them on. Safe for use by several threads.
 */
final class EventLoops {

    /** The groups whose threads have other names; they are closed and collected as their clients are. */
    private static final Map<EventExecutorGroup, Boolean> UNNAMED = Collections.synchronizedMap(new WeakHashMap<>());

    /** Spares all other applications the look at each thread. */
    private static volatile boolean anyUnnamed;

    private EventLoops() {}

    /** Called by a thread that receives a reply. */
    static void onReply() {
        if (!hasNameOfLettuce(Thread.currentThread())) {
            EventExecutor executor = ThreadExecutorMap.currentExecutor();
            EventExecutorGroup group = executor instanceof EventLoop ? executor.parent() : null;
            if (group != null) {
                UNNAMED.put(group, true);
                anyUnnamed = true;
            }
        }
    }

    /** Whether the current thread would have to receive the reply that it waits for, or those of other connections. */
    static boolean isCurrentThread() {
        return hasNameOfLettuce(Thread.currentThread())
                || (anyUnnamed && isUnnamed(ThreadExecutorMap.currentExecutor()));
    }

    private static boolean isUnnamed(@Nullable EventExecutor executor) {
        EventExecutorGroup group = executor == null ? null : executor.parent();
        return group != null && UNNAMED.containsKey(group);
    }

    private static boolean hasNameOfLettuce(Thread thread) {
        return thread instanceof FastThreadLocalThread
                && thread.getName().startsWith("lettuce-")
                && thread.getName().contains("EventLoop");
    }
}
