package dev.moonlet.internal.dispatch;

import io.lettuce.core.cluster.SlotHash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A server, as far as scripts have to do with it: what it answers depends on the sentences of no product. */
final class SimulatedServer {

    /** What a server answers. */
    sealed interface Reply {}

    record Failure(String text) implements Reply {}

    record Text(String text) implements Reply {}

    record OneNumber(long value) implements Reply {}

    record Numbers(List<Long> values) implements Reply {}

    record Replies(List<Reply> values) implements Reply {}

    /** What a server knows of a connection. */
    static final class Session {
        private boolean asking;
        private boolean aborted;
        private @Nullable List<List<String>> queued;
    }

    /** The slots of a cluster, which all of its servers know. */
    static final class Slots {
        final Map<Integer, SimulatedServer> owners = new HashMap<>();
        final Map<Integer, SimulatedServer> targets = new HashMap<>();
        /** The server that each slot has left last. */
        final Map<Integer, SimulatedServer> left = new HashMap<>();

        final Set<String> moved = new HashSet<>();
        boolean down;
        boolean disordered;
    }

    /** The reply of a server that reads its data. */
    static final String LOADING = "LOADING something is being read";

    /** The reply of a server whose cluster is down. */
    static final String CLUSTER_DOWN = "CLUSTERDOWN the cluster is down";

    final int port;
    private final CallLedger ledger;
    private final Set<String> scripts = new HashSet<>();
    private boolean hasLibrary;
    final Set<String> forbidden = new HashSet<>();
    final @Nullable Slots slots;
    boolean up = true;
    boolean replica;
    boolean lostScripts;
    long silentUntil;
    boolean loading;

    SimulatedServer(CallLedger ledger, int port, @Nullable Slots slots) {
        this.ledger = ledger;
        this.port = port;
        this.slots = slots;
    }

    /** Begins anew, with its data and without its scripts. */
    void restart() {
        flushScripts();
        flushFunctions();
        forbidden.remove("script|exists");
        loading = false;
        up = true;
    }

    void flushScripts() {
        lostScripts = true;
        scripts.clear();
    }

    void flushFunctions() {
        hasLibrary = false;
    }

    /** Whether a request calls a script or a function. */
    static boolean isCall(List<String> request) {
        return request.get(0).startsWith("EVAL") || request.get(0).startsWith("FCALL");
    }

    Reply answer(List<String> request, Session session) {
        String name = request.get(0);
        if (session.queued != null && !name.equals("EXEC") && !name.equals("DISCARD") && !name.equals("PING")) {
            Reply refusal = refusal(request, session);
            if (refusal != null) {
                session.aborted = true;
                return refusal;
            }
            session.queued.add(request);
            return new Text("QUEUED");
        }
        return switch (name) {
            case "PING" -> new Text("PONG");
            case "ASKING" -> {
                session.asking = true;
                yield new Text("OK");
            }
            case "WATCH", "UNWATCH" -> new Text("OK");
            case "MULTI" -> {
                session.queued = new ArrayList<>();
                session.aborted = false;
                yield new Text("OK");
            }
            case "DISCARD" -> {
                session.queued = null;
                yield new Text("OK");
            }
            case "EXEC" -> execute(session);
            default -> {
                Reply refusal = refusal(request, session);
                session.asking = false;
                yield refusal != null ? refusal : run(request);
            }
        };
    }

    private Reply execute(Session session) {
        List<List<String>> all = session.queued;
        session.queued = null;
        if (all == null) {
            return new Failure("ERR EXEC without MULTI");
        }
        return session.aborted
                ? new Failure("EXECABORT Transaction discarded because of previous errors.")
                : new Replies(all.stream().map(this::run).toList());
    }

    /** Why the server does not even look for the script. */
    private @Nullable Reply refusal(List<String> request, Session session) {
        String name = request.get(0);
        String full = name.equals("SCRIPT") || name.equals("FUNCTION")
                ? name.toLowerCase(java.util.Locale.ROOT) + "|" + request.get(1).toLowerCase(java.util.Locale.ROOT)
                : name;
        if (forbidden.contains(full)) {
            return new Failure(
                    "NOPERM this user may not run the '" + full.toLowerCase(java.util.Locale.ROOT) + "' command");
        }
        if (loading) {
            return new Failure(LOADING);
        }
        if (slots != null && isCall(request) && !request.get(2).equals("0")) {
            List<@Nullable Reply> refusals = new ArrayList<>();
            for (String key : request.subList(3, 3 + Integer.parseInt(request.get(2)))) {
                refusals.add(misplaced(slots, key, session.asking, name.endsWith("_RO")));
            }
            return new HashSet<>(refusals).size() == 1 ? refusals.get(0) : new Failure("TRYAGAIN some keys have moved");
        }
        return null;
    }

    private @Nullable Reply misplaced(Slots known, String key, boolean asking, boolean reading) {
        int slot = SlotHash.getSlot(key);
        SimulatedServer owner = known.owners.get(slot);
        SimulatedServer target = known.targets.get(slot);
        if (known.down) {
            return new Failure(CLUSTER_DOWN);
        }
        if (owner == this) {
            if (target == null || !known.moved.contains(key)) {
                return null;
            }
            return known.disordered
                    ? new Failure("TRYAGAIN some keys have moved")
                    : new Failure("ASK " + slot + " 127.0.0.1:" + target.port);
        }
        if ((asking && target == this) || (reading && replica)) {
            return null;
        }
        return new Failure("MOVED " + slot + " 127.0.0.1:" + (owner == null ? port : owner.port));
    }

    private Reply run(List<String> request) {
        return switch (request.get(0)) {
            case "SCRIPT" -> script(request);
            case "FUNCTION" -> loadLibrary();
            case "FCALL", "FCALL_RO" -> hasLibrary ? call(request) : new Failure("ERR Function not found");
            case "EVALSHA", "EVALSHA_RO" ->
                scripts.contains(request.get(1)) ? call(request) : new Failure("NOSCRIPT there is none");
            case "EVAL", "EVAL_RO" -> {
                if (slots == null || !replica) {
                    scripts.add(SimulatedScripts.digest(request.get(1)));
                }
                yield call(request);
            }
            default -> new Text("OK");
        };
    }

    private Reply loadLibrary() {
        if (replica) {
            return new Failure("READONLY this is a replica");
        }
        if (hasLibrary) {
            return new Failure("ERR Library '" + SimulatedScripts.library() + "' already exists");
        }
        hasLibrary = true;
        return new Text(SimulatedScripts.library());
    }

    private Reply script(List<String> request) {
        return switch (request.get(1)) {
            case "LOAD" -> {
                String digest = SimulatedScripts.digest(request.get(2));
                scripts.add(digest);
                yield new Text(digest);
            }
            case "EXISTS" ->
                new Numbers(request.subList(2, request.size()).stream()
                        .map(digest -> scripts.contains(digest) ? 1L : 0L)
                        .toList());
            default -> new Failure("ERR unknown subcommand");
        };
    }

    /** The numbers of the calls that a command makes: the only argument of each of them. */
    static List<Integer> calls(List<String> request) {
        int first = 3 + Integer.parseInt(request.get(2));
        if (!SimulatedScripts.isBatch(digest(request))) {
            return List.of(Integer.parseInt(request.get(first)));
        }
        int count = Integer.parseInt(request.get(first));
        return request.subList(request.size() - count, request.size()).stream()
                .map(Integer::parseInt)
                .toList();
    }

    private static String digest(List<String> request) {
        return switch (request.get(0)) {
            case "EVALSHA", "EVALSHA_RO" -> request.get(1);
            case "FCALL", "FCALL_RO" -> String.valueOf(SimulatedScripts.digestOfFunction(request.get(1)));
            default -> SimulatedScripts.digest(request.get(1));
        };
    }

    /** What the scripts of the simulation do: they return the number of the call, and write down that it ran. */
    private Reply call(List<String> request) {
        if (replica && !request.get(0).endsWith("_RO")) {
            return new Failure("READONLY this is a replica");
        }
        String script = digest(request);
        List<Integer> calls = calls(request);
        calls.forEach(call -> ledger.ran(call, port));
        String failure = SimulatedScripts.failure(SimulatedScripts.single(script));
        if (!SimulatedScripts.isBatch(script)) {
            return failure != null ? new Failure(failure) : result(calls.get(0));
        }
        List<Reply> errors = new ArrayList<>();
        List<Reply> reply = new ArrayList<>(List.of(new OneNumber(1), new Replies(errors)));
        for (int i = 1; i <= calls.size(); i++) {
            if (failure != null) {
                errors.add(new OneNumber(i));
                errors.add(new Text(failure));
            }
            reply.add(failure != null ? new OneNumber(0) : result(calls.get(i - 1)));
        }
        return new Replies(reply);
    }

    private static Reply result(int call) {
        return new Numbers(List.of(1L, (long) call));
    }

    static List<String> parse(io.netty.buffer.ByteBuf bytes) {
        List<String> words = new ArrayList<>();
        int count = number(bytes, '*');
        for (int i = 0; i < count; i++) {
            int length = number(bytes, '$');
            words.add(bytes.readCharSequence(length, StandardCharsets.UTF_8).toString());
            bytes.skipBytes(2);
        }
        return words;
    }

    private static int number(io.netty.buffer.ByteBuf bytes, char type) {
        if (bytes.readByte() != type) {
            throw new AssertionError("not RESP: " + bytes.toString(StandardCharsets.UTF_8));
        }
        int number = 0;
        for (byte next = bytes.readByte(); next != '\r'; next = bytes.readByte()) {
            number = 10 * number + next - '0';
        }
        bytes.skipBytes(1);
        return number;
    }
}
