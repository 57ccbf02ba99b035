package dev.moonlet;

import dev.moonlet.generated.CompiledScript;
import io.lettuce.core.RedisException;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.RedisCommand;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The calls of a connection to one server, which run in the order in which they were made, even when the server loses its
 * scripts.
 *
 * <p>A call of a script that the server is known to have is sent at once, by digest. What keeps the order then: all that are
 * taken for loaded were there <em>at one moment</em>, and nothing was loaded since. So a server that refuses one call refuses
 * all that were sent after it, too, and none of them overtakes it. Any other call, and the first one that is refused, form a
 * line, in which all calls stand until nothing is under way any more; then scripts are loaded, and what stands in the line is
 * sent in its order. {@code SCRIPT EXISTS}, which asks for all scripts at one moment, tells what may be taken for loaded.
 *
 * <p>What this can't know of is another connection that loads a script between two calls which are under way here.
 */
// Long because every rule that keeps the order stands here: who changes one has to see the others.
final class CallLane implements CallSender {

    /** How often scripts are loaded for the same calls before these are sent with their scripts. */
    private static final int ROUNDS = 3;

    private final CommandSink sink;
    private final LoadedScripts loaded;
    private final AtomicInteger underWay = new AtomicInteger();
    private final WaitingCalls waiting = new WaitingCalls();
    /** The commands that the server has taken, or that were sent alone to find that out. */
    private final Set<CommandType> tried = ConcurrentHashMap.newKeySet();

    private volatile boolean paused;

    /** Whether one call alone has to show that the server takes calls again. */
    private volatile boolean probing;

    private volatile int pauses;
    private final AtomicInteger epoch = new AtomicInteger();
    private final AtomicBoolean pausing = new AtomicBoolean();
    private final AtomicLong turns = new AtomicLong();
    private int rounds; // only the one who releases the line uses it

    /**
     * A lane.
     *
     * @param loaded the scripts that are taken for loaded
     */
    CallLane(CommandSink sink, LoadedScripts loaded) {
        this.sink = sink;
        this.loaded = loaded;
    }

    /** Sends a call, now or when its turn comes. */
    void submit(ScriptCommand<?> call) {
        if (sink.isMulti()) {
            submitQueued(call);
            return;
        }
        underWay.incrementAndGet();
        admit(call);
        int now = epoch.get(); // before the line is looked at, which forms first when the connection is lost
        if (waiting.isFormed() || call.isText()) {
            standInLine(call);
        } else if (loaded.contains(readable(call))) {
            send(call, ScriptCommand.Form.DIGEST, now);
        } else if (!support().loads() && loaded.isEmpty() && isTried(call, true)) {
            send(call, ScriptCommand.Form.TEXT, now);
        } else {
            standInLine(call);
        }
    }

    /** Sends calls in one flush, now or when their turn comes. */
    void submit(List<ScriptCommand<?>> calls) {
        if (sink.isMulti()) {
            calls.forEach(this::submitQueued);
            sink.flush();
            return;
        }
        underWay.incrementAndGet();
        calls.forEach(this::admit);
        int now = epoch.get();
        boolean known = calls.stream().allMatch(call -> !call.isText() && loaded.contains(readable(call)));
        if (waiting.isFormed() || !known) {
            waiting.add(calls);
            calls.stream().findFirst().ifPresent(first -> waiting.limit(sink, first));
        } else {
            List<RedisCommand<byte[], byte[], ?>> commands = new ArrayList<>(calls.size());
            addAll(calls, ScriptCommand.Form.DIGEST, commands, now);
            send(commands);
            sink.flush();
        }
        leave();
    }

    /** Does something that submits calls, and has these sent in one flush. */
    void together(Runnable submissions) {
        underWay.incrementAndGet();
        waiting.hold();
        try {
            submissions.run();
        } finally {
            leave();
        }
    }

    private void admit(ScriptCommand<?> call) {
        if (call.slot() == null) {
            call.turn(turns.getAndIncrement());
        }
    }

    /** The script of a call in the form in which this server can read it. */
    private CompiledScript readable(ScriptCommand<?> call) {
        return support().readable(call.script());
    }

    /** Sends a call with its script: a digest that is unknown would fail when the rest of the transaction is applied. */
    private void submitQueued(ScriptCommand<?> call) {
        call.queued();
        underWay.incrementAndGet();
        send(call, ScriptCommand.Form.TEXT, epoch.get());
    }

    private void standInLine(ScriptCommand<?> call) {
        waiting.add(call);
        waiting.limit(sink, call);
        leave(false); // a caller who flushes by himself is going to
    }

    /** The last one lets those go that stand in line. */
    @Override
    public void leave() {
        leave(true);
    }

    private void leave(boolean flush) {
        if (underWay.decrementAndGet() == 0) {
            release(flush);
        }
    }

    private void release(boolean flush) {
        boolean last;
        while (waiting.isFormed() && underWay.compareAndSet(0, 1)) {
            if (sink.isClosed()) {
                waiting.unhold();
                RedisException reason = new RedisException("Connection is closed");
                waiting.take().forEach(call -> orphaned(call, reason));
                waiting.settle();
                underWay.decrementAndGet();
                continue;
            }
            if (paused || sink.isMulti()) { // what was called before MULTI is no part of the transaction
                underWay.decrementAndGet();
                if (pausing.compareAndSet(false, true)) {
                    pauses = paused ? pauses + 1 : 0;
                    sink.later(
                            () -> {
                                paused = false;
                                pausing.set(false);
                                release(true);
                            },
                            Later.pause(pauses));
                }
                return;
            }
            try {
                releaseLine();
                if (flush) {
                    sink.flush();
                }
            } finally {
                last = underWay.decrementAndGet() == 0;
            }
            if (!last) {
                return;
            }
        }
    }

    /** Nothing else is under way, and nobody else sends anything before the line has ended. */
    private void releaseLine() {
        int now; // if it is lost from then on, what is released here comes back, and goes before what is new
        synchronized (waiting) {
            waiting.unhold();
            now = epoch.get();
        }
        List<ScriptCommand<?>> calls = waiting.take();
        calls.sort(Comparator.comparingLong(ScriptCommand::turn));
        if (probing) {
            probing = false;
            calls = first(calls, 1);
        } else {
            pauses = 0;
        }
        boolean text = isSentAsText(calls);
        calls = untilUntried(untilText(calls), text);
        if (rounds >= ROUNDS && !text) {
            calls = ofOneScript(calls);
        }
        Map<String, CompiledScript> scripts = new LinkedHashMap<>();
        calls.forEach(call -> scripts.put(readable(call).digest(), readable(call)));
        List<RedisCommand<byte[], byte[], ?>> commands = new ArrayList<>();
        if (text) {
            loaded.clear(); // what EVAL leaves on the server was not there at the same moment as the rest
            addAll(calls, ScriptCommand.Form.TEXT, commands, now);
        } else if (loaded.containsAll(scripts.keySet())) {
            // loading has not failed for calls that were not refused yet
            boolean refused = calls.stream().anyMatch(ScriptCommand::isRefused);
            addAll(calls, refused ? ScriptCommand.Form.LOADED : ScriptCommand.Form.DIGEST, commands, now);
        } else if (scripts.size() == 1 && loaded.isEmpty()) {
            commands.add(load(readable(calls.get(0))));
            waiting.hold(); // what the event loop writes overtakes what another thread has queued for it
            if (now == epoch.get()) {
                loaded.addAll(scripts.keySet());
            }
            addAll(calls, ScriptCommand.Form.LOADED, commands, now);
        } else if (scripts.size() == 1) {
            commands.add(load(readable(calls.get(0))));
            addAll(calls, ScriptCommand.Form.LOADED, commands, now);
            commands.add(askFor(scripts.keySet()));
        } else {
            rounds++;
            waiting.putBack(calls);
            scripts.values().forEach(script -> commands.add(load(script)));
            commands.add(askFor(scripts.keySet()));
        }
        send(commands);
        waiting.settle();
    }

    /** Whether calls go with their scripts: these can't be loaded, or that has not helped. */
    private boolean isSentAsText(List<ScriptCommand<?>> calls) {
        boolean inVain = rounds >= ROUNDS || calls.stream().anyMatch(ScriptCommand::isRefusedAgain);
        return !support().loads()
                || (inVain && calls.stream().allMatch(call -> support().sendsText(call.isReadOnly())));
    }

    /**
     * What may be sent before it is known whether the server has a command: nothing behind the first call by it, which may
     * have to be sent again by another one. {@code EVALSHA} is taken for granted: where it is lacking, all calls come back.
     */
    private List<ScriptCommand<?>> untilUntried(List<ScriptCommand<?>> calls, boolean text) {
        for (int i = 0; i < calls.size(); i++) {
            if (!isTried(calls.get(i), text)) {
                if (i == 0) {
                    tried.add(calls.get(0).next(support(), text));
                }
                return first(calls, Math.max(i, 1));
            }
        }
        return calls;
    }

    private boolean isTried(ScriptCommand<?> call, boolean text) {
        CommandType command = call.next(support(), text);
        return command == CommandType.EVALSHA || tried.contains(command);
    }

    /** A call that has its text with it brings the script, so that it must not come behind one that may lack it. */
    private List<ScriptCommand<?>> untilText(List<ScriptCommand<?>> calls) {
        for (int i = 1; i < calls.size(); i++) {
            if (calls.get(i).isText() && !calls.get(i - 1).isText()) {
                return first(calls, i);
            }
        }
        return calls;
    }

    /** The first calls, of the same script: where loading several does not help, the one that fails is found so. */
    private List<ScriptCommand<?>> ofOneScript(List<ScriptCommand<?>> calls) {
        int count = 1;
        while (count < calls.size() && calls.get(count).script() == calls.get(0).script()) {
            count++;
        }
        return first(calls, count);
    }

    /** The first calls of a line; the others stay in it until these have their answers. */
    private List<ScriptCommand<?>> first(List<ScriptCommand<?>> calls, int count) {
        if (!calls.isEmpty()) {
            waiting.hold();
            waiting.putBack(calls.subList(Math.min(count, calls.size()), calls.size()));
        }
        return calls.subList(0, Math.min(count, calls.size()));
    }

    /** Loads a script. It is under way, so that nobody takes the scripts for known while one may still come to be there. */
    private AsyncCommand<byte[], byte[], String> load(CompiledScript script) {
        underWay.incrementAndGet();
        return loaded.load(script, waiting::hold, this::leave);
    }

    /** Asks which scripts are there. The line stays until then. */
    private AsyncCommand<byte[], byte[], List<Boolean>> askFor(Set<String> digests) {
        underWay.incrementAndGet();
        waiting.hold();
        return loaded.askFor(digests, this::leave);
    }

    private void addAll(
            List<ScriptCommand<?>> calls,
            ScriptCommand.Form form,
            List<RedisCommand<byte[], byte[], ?>> commands,
            int now) {
        rounds = 0;
        underWay.addAndGet(calls.size());
        for (ScriptCommand<?> call : calls) {
            if (call.prepare(form, this, now)) {
                commands.add(call);
            }
        }
    }

    /** Sends commands. Where they go in pieces, what an answer to one of them brings about has to wait for all. */
    private void send(List<RedisCommand<byte[], byte[], ?>> commands) {
        if (commands.size() > CommandSink.PIECE) {
            waiting.hold();
        }
        sink.send(commands);
    }

    private void send(ScriptCommand<?> call, ScriptCommand.Form form, int now) {
        if (call.prepare(form, this, now)) {
            sink.send(call);
        }
    }

    /**
     * Hears that the connection is lost, before it is made again. What is under way then may be sent in any order, so that
     * each of these calls goes back into the line instead.
     */
    void disconnected() {
        underWay.incrementAndGet();
        synchronized (waiting) {
            waiting.hold();
            epoch.incrementAndGet();
            support().reset();
            tried.clear();
        }
        loaded.clear();
        leave();
    }

    /** Hears that a connection was lost which may be this one. */
    void disconnectedMaybe() {
        if (underWay.get() == 0) {
            loaded.clear();
        } else {
            disconnected();
        }
    }

    @Override
    public void lost(int lostEpoch) {
        boolean unknown;
        synchronized (waiting) {
            waiting.hold(); // whoever tells this is under way, and releases the line when that ends
            unknown = epoch.compareAndSet(lostEpoch, lostEpoch + 1);
        }
        if (unknown) {
            loaded.clear();
        }
    }

    @Override
    public int epoch() {
        return epoch.get();
    }

    @Override
    public CommandSupport support() {
        return loaded.support();
    }

    @Override
    public void refused(ScriptCommand<?> call) {
        waiting.refused(call);
        loaded.clear();
    }

    /** A client may take a server for the master for some time after that has become a replica. */
    @Override
    public boolean isPassing(RetryableError error) {
        return CallSender.super.isPassing(error) || (sink.isReplicated() && error == RetryableError.REPLICA);
    }

    @Override
    public void orphaned(ScriptCommand<?> call, Throwable reason) {
        SlotLine slot = call.slot();
        if (slot != null && sink.isClosed()) {
            slot.orphaned(call, reason);
        } else if (sink.isClosed() || call.isGivenUp(sink.patience(), reason)) {
            call.fail(reason);
        } else {
            probing = true;
            paused = true;
            waiting.refused(call);
            loaded.clear();
        }
    }
}
