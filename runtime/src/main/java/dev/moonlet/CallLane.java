package dev.moonlet;

import dev.moonlet.generated.CompiledScript;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.output.BooleanListOutput;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.RedisCommand;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The calls of a connection to one server, which run in the order in which they were made, whatever the server forgets.
 *
 * <p>A call of a script that the server is known to have is sent at once, by digest. What keeps the order when the server
 * has lost its scripts: all that are taken for loaded were there <em>at one moment</em>, and nothing was loaded since. So a
 * server that refuses one call refuses all that were sent after it, too, and none of them overtakes it. Any other call, and
 * the first one that is refused, form a line, in which all calls stand until nothing is under way any more; then scripts are
 * loaded, and what stands in the line is sent in its order. {@code SCRIPT EXISTS}, which asks for all scripts at one
 * moment, tells what may be taken for loaded.
 */
final class CallLane<K, V> {

    /** The server's own words; a script's error reply that has only the code in common is the script's. */
    private static final String UNKNOWN_SCRIPT = "NOSCRIPT No matching script. Please use EVAL.";

    /** How often scripts are loaded for the same calls before these are sent with their scripts. */
    private static final int ROUNDS = 3;

    /** How a call is sent. */
    private enum Form {
        /** By digest alone. */
        DIGEST,
        /** By digest, behind a command that loads the script. */
        LOADED,
        /** With the script: loading is not allowed, or was undone again and again. */
        TEXT
    }

    private final CommandSink<K, V> sink;
    private final RedisCodec<K, V> unusedCodec = ScriptCommandArgs.unusedCodec();
    private final Set<String> loaded = ConcurrentHashMap.newKeySet();
    private final AtomicInteger underWay = new AtomicInteger();
    private final WaitingCalls waiting = new WaitingCalls();
    private volatile boolean loadingForbidden;
    private int rounds; // only the one who releases the line uses it

    CallLane(CommandSink<K, V> sink) {
        this.sink = sink;
    }

    /** Sends a call, now or when its turn comes. */
    void submit(PendingCall<?> call) {
        underWay.incrementAndGet();
        if (waiting.isFormed()) {
            standInLine(call);
        } else if (loaded.contains(call.script().digest())) {
            send(command(call, Form.DIGEST));
        } else if (loadingForbidden) {
            send(command(call, Form.TEXT));
        } else {
            standInLine(call);
        }
    }

    /** Sends a call with its script, whatever else is under way. */
    void submitText(PendingCall<?> call) {
        underWay.incrementAndGet();
        send(command(call, Form.TEXT));
    }

    private void standInLine(PendingCall<?> call) {
        waiting.add(call);
        leave();
    }

    /** Ends something that was under way. The last one lets those go that stand in line. */
    private void leave() {
        if (underWay.decrementAndGet() == 0) {
            while (waiting.isFormed() && underWay.compareAndSet(0, 1)) {
                releaseLine();
                if (underWay.decrementAndGet() != 0) {
                    break;
                }
            }
        }
    }

    /** Nothing else is under way, and nobody else sends anything before the line has ended. */
    private void releaseLine() {
        List<PendingCall<?>> calls = waiting.take();
        Map<String, CompiledScript> scripts = new LinkedHashMap<>();
        calls.forEach(call -> scripts.put(call.script().digest(), call.script()));
        List<RedisCommand<K, V, ?>> commands = new ArrayList<>();
        if (loadingForbidden || rounds == ROUNDS || calls.stream().anyMatch(PendingCall::isRefusedAgain)) {
            loaded.clear(); // what EVAL leaves on the server was not there at the same moment as the rest
            addAll(calls, Form.TEXT, commands);
        } else if (loaded.containsAll(scripts.keySet())) {
            addAll(calls, Form.DIGEST, commands);
        } else if (scripts.size() == 1 && loaded.isEmpty()) {
            commands.add(scriptLoad(calls.get(0).script()));
            loaded.addAll(scripts.keySet());
            addAll(calls, Form.LOADED, commands);
        } else if (scripts.size() == 1) {
            commands.add(scriptLoad(calls.get(0).script()));
            addAll(calls, Form.LOADED, commands);
            commands.add(scriptExists(scripts.keySet()));
        } else {
            rounds++;
            waiting.putBack(calls);
            scripts.values().forEach(script -> commands.add(scriptLoad(script)));
            commands.add(scriptExists(scripts.keySet()));
        }
        send(commands);
        waiting.settle();
    }

    private void addAll(List<PendingCall<?>> calls, Form form, List<RedisCommand<K, V, ?>> commands) {
        rounds = 0;
        underWay.addAndGet(calls.size());
        calls.forEach(call -> commands.add(command(call, form)));
    }

    private void send(List<RedisCommand<K, V, ?>> commands) {
        if (commands.isEmpty()) {
            return;
        }
        try {
            sink.write(commands);
        } catch (RuntimeException e) {
            commands.forEach(command -> command.completeExceptionally(e)); // which ends the calls
        }
    }

    private void send(AsyncCommand<K, V, ?> command) {
        try {
            sink.write(command);
        } catch (RuntimeException e) {
            command.completeExceptionally(e);
        }
    }

    private AsyncCommand<K, V, ReplyTape> command(PendingCall<?> call, Form form) {
        ReplyOutput<K, V> output = new ReplyOutput<>(unusedCodec);
        AsyncCommand<K, V, ReplyTape> command = new AsyncCommand<>(new Command<>(
                form == Form.TEXT ? ScriptKeyword.EVAL : ScriptKeyword.EVALSHA,
                output,
                new ScriptCommandArgs<>(unusedCodec, call.call(), form == Form.TEXT)));
        call.sentAs(command);
        command.onComplete((reply, failure) -> {
            try {
                answered(call, form, output, failure);
            } finally {
                leave();
            }
        });
        return command;
    }

    private void answered(PendingCall<?> call, Form form, ReplyOutput<K, V> output, @Nullable Throwable failure) {
        if (failure == null) {
            call.answer(new RecordedReply(call.script(), output.get()));
        } else if (!output.isErrorReply()) {
            call.completeExceptionally(failure);
        } else if (form != Form.TEXT && UNKNOWN_SCRIPT.equals(output.getError())) {
            call.refused(form == Form.LOADED);
            waiting.refused(call);
            loaded.clear();
        } else {
            call.completeExceptionally(new ScriptException(call.script(), ErrorReply.parse(output.getError())));
        }
    }

    private AsyncCommand<K, V, String> scriptLoad(CompiledScript script) {
        CommandArgs<K, V> args = new CommandArgs<>(unusedCodec).add("LOAD").add(script.text());
        StatusOutput<K, V> output = new StatusOutput<>(unusedCodec);
        AsyncCommand<K, V, String> command = new AsyncCommand<>(new Command<>(ScriptKeyword.SCRIPT, output, args));
        command.onComplete((digest, failure) -> {
            if (failure != null && output.hasError() && output.getError().startsWith("NOPERM")) {
                loadingForbidden = true;
            }
        });
        return command;
    }

    /** Asks which scripts are there, of those that are taken for loaded and of some more. The line stays until then. */
    private AsyncCommand<K, V, List<Boolean>> scriptExists(Set<String> more) {
        Set<String> union = new LinkedHashSet<>(loaded);
        union.addAll(more);
        List<String> digests = List.copyOf(union);
        CommandArgs<K, V> args = new CommandArgs<>(unusedCodec).add("EXISTS");
        digests.forEach(args::add);
        BooleanListOutput<K, V> output = new BooleanListOutput<>(unusedCodec);
        AsyncCommand<K, V, List<Boolean>> command =
                new AsyncCommand<>(new Command<>(ScriptKeyword.SCRIPT, output, args));
        underWay.incrementAndGet();
        waiting.hold();
        command.onComplete((there, failure) -> {
            loaded.clear();
            for (int i = 0; i < digests.size(); i++) {
                boolean unknown = output.hasError(); // the server does not tell, so that loading has to do
                if (unknown || (failure == null && there.get(i))) {
                    loaded.add(digests.get(i));
                }
            }
            waiting.unhold();
            leave();
        });
        return command;
    }
}
