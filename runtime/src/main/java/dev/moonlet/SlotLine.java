package dev.moonlet;

import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The calls of a slot of a cluster, which run in the order in which they were made, also when the slot moves.
 *
 * <p>While any of them is under way, all go to the same server. One that is redirected, or whose server is gone, forms a
 * line, which is released when nothing is under way any more. A redirected call then goes alone, by way of the client's own
 * routing, which follows {@code MOVED} and {@code ASK} and may learn from them; the others go to the server that has the
 * slot now.
 */
final class SlotLine implements CallSender {

    private final ClusterRoute route;
    private final int slot;
    private final Deque<ScriptCommand<?>> underWay = new ArrayDeque<>(4);
    private final WaitingCalls waiting = new WaitingCalls();

    /** Where those under way are. */
    private @Nullable ClusterNode node;

    private @Nullable RedisClusterNode described;
    private @Nullable ClusterNode current;

    /** Whether somebody is about to send, now or a moment later. */
    private boolean busy;

    private boolean paused;

    /** For how long, by how often a call was sent in vain. */
    private int tries;

    private long turns;

    SlotLine(ClusterRoute route, int slot) {
        this.route = route;
        this.slot = slot;
    }

    /** Sees to the rate of commands: a redirected attempt makes up to three, the two of {@code ASK} among them. */
    private static final int TRIES_OF_A_REDIRECT = 2;

    /** How often a call is redirected before there is a pause. */
    private static final int REDIRECTS_AT_ONCE = 1;

    int slot() {
        return slot;
    }

    /** Sends a call, now or when its turn comes. */
    void submit(ScriptCommand<?> call) {
        CallLane lane = admit(call);
        if (lane != null) {
            lane.submit(call);
        }
    }

    /** The lane into which a call has to be put at once; {@code null} if it has to wait, which it does then. */
    @Nullable
    CallLane admit(ScriptCommand<?> call) {
        CallLane lane = null;
        synchronized (this) {
            call.turn(turns++);
            if (!busy && !waiting.isFormed()) {
                lane = lane();
            }
            if (lane != null) {
                underWay.addLast(call);
            } else {
                waiting.add(call);
            }
        }
        if (lane == null) {
            waiting.limit(route, call);
            release();
        } else {
            endIfDone(call);
        }
        return lane;
    }

    /** A caller may have ended a call before it was counted here, and nobody else tells of that. */
    private void endIfDone(ScriptCommand<?> call) {
        if (call.root().isDone()) {
            ended(call.root());
        }
    }

    /** The lane of the server that has the slot; {@code null} if there is none now. */
    private @Nullable CallLane lane() {
        ClusterNode now = currentNode();
        if (!underWay.isEmpty() && now != node) {
            return null; // what is under way elsewhere comes first
        }
        node = now;
        return now == null ? null : now.lane();
    }

    @SuppressWarnings("ReferenceEquality") // with each topology that the client reads, all descriptions are new ones
    private @Nullable ClusterNode currentNode() {
        RedisClusterNode master = route.master(slot);
        if (master != described || current == null) {
            described = master;
            current = master == null
                    ? null
                    : route.node(master.getUri().getHost(), master.getUri().getPort());
        }
        return current;
    }

    private void release() {
        while (true) {
            List<ScriptCommand<?>> calls;
            CallLane lane;
            synchronized (this) {
                if (busy || (!underWay.isEmpty() && (waiting.isHeld() || lane() == null))) {
                    return;
                }
                calls = waiting.take();
                calls.sort(Comparator.comparingLong(ScriptCommand::turn));
                if (underWay.isEmpty()) {
                    waiting.unhold();
                }
                if (calls.isEmpty()) {
                    waiting.settle();
                    return;
                }
                lane = next(calls);
                if (calls.isEmpty()) {
                    return;
                }
                busy = true;
            }
            send(calls, lane);
        }
    }

    /** Leaves in a list what can be sent now, and puts the rest back. */
    private @Nullable CallLane next(List<ScriptCommand<?>> calls) {
        int count = 0;
        CallLane lane = null;
        if (paused && underWay.isEmpty()) {
            paused = false;
            releaseLater();
        } else if (!calls.get(0).isRedirected()) {
            lane = lane();
            if (lane != null) {
                while (count < calls.size() && !calls.get(count).isRedirected()) {
                    count++;
                }
            } else if (underWay.isEmpty()) {
                awaitNode(calls);
            }
        } else if (underWay.isEmpty()) {
            waiting.hold(); // for nobody knows where it goes
            count = 1;
        }
        List<ScriptCommand<?>> rest = calls.subList(Math.min(count, calls.size()), calls.size());
        if (!rest.isEmpty()) {
            waiting.putBack(rest);
            rest.clear();
        }
        calls.forEach(call -> underWay.addLast(call.root()));
        return lane;
    }

    /** There is no server to send to, or no connection to it yet. Takes out those that have waited for too long. */
    private void awaitNode(List<ScriptCommand<?>> calls) {
        RedisException reason = reasonOfAbsence();
        List<ScriptCommand<?>> givenUp = new ArrayList<>(calls);
        givenUp.removeIf(call -> !route.isClosed() && !call.isGivenUp(route.patience(), reason));
        busy = true;
        if (!givenUp.isEmpty()) {
            calls.removeAll(givenUp);
            route.soon(() -> {
                givenUp.forEach(call -> call.fail(reason));
                goOn();
            });
        } else if (node != null && node.isConnecting()) {
            node.whenConnected(this::goOn);
        } else {
            route.later(this::goOn);
        }
    }

    private RedisException reasonOfAbsence() {
        if (route.isClosed()) {
            return new RedisException("Connection is closed");
        }
        return node == null
                ? new RedisConnectionException("no server of the cluster covers slot " + slot)
                : node.failure();
    }

    private void releaseLater() {
        busy = true;
        route.later(this::goOn, Later.pause(tries));
    }

    private void goOn() {
        synchronized (this) {
            busy = false;
        }
        release();
    }

    private void send(List<ScriptCommand<?>> calls, @Nullable CallLane lane) {
        if (lane != null) {
            lane.submit(calls);
        } else {
            ScriptCommand<?> redirected = calls.get(0);
            redirected.redirected(false);
            if (redirected.prepare(ScriptCommand.Form.TEXT, this, 0)) {
                route.writeRouted(redirected);
            }
        }
        calls.forEach(this::endIfDone);
        synchronized (this) {
            busy = false;
            waiting.settle();
        }
    }

    /** Hears that a caller has the result of a call. */
    void ended(ScriptCommand<?> call) {
        boolean last;
        synchronized (this) {
            last = remove(call) && underWay.isEmpty() && waiting.isFormed();
        }
        if (last) {
            release();
        }
    }

    private boolean remove(ScriptCommand<?> call) {
        if (underWay.peekFirst() == call) {
            underWay.removeFirst();
            return true;
        }
        return underWay.removeFirstOccurrence(call);
    }

    /** Hears that a server has not run a call, since it does not have its keys. */
    void redirected(ScriptCommand<?> call, String error) {
        ScriptException reason = new ScriptException(call.script(), ErrorReply.parse(error));
        if (call.isGivenUp(route.patience(), reason)) {
            call.fail(reason);
            return;
        }
        synchronized (this) {
            tries = call.triesInVain();
            if (RetryableError.isRedirect(error, slot)) {
                call.redirected(true);
                learn(error);
                paused = tries > REDIRECTS_AT_ONCE;
                tries += TRIES_OF_A_REDIRECT;
            } else {
                paused = true;
            }
        }
        again(call);
    }

    /** {@code MOVED <slot> <host>:<port>} tells who has the slot, until the client itself has read the topology anew. */
    private void learn(String error) {
        String target = error.substring(error.lastIndexOf(' ') + 1);
        int colon = target.lastIndexOf(':');
        if (error.startsWith("MOVED ") && colon > 0) {
            try {
                current = route.node(target.substring(0, colon), Integer.parseInt(target.substring(colon + 1)));
            } catch (NumberFormatException e) {
                current = null;
            }
        }
    }

    private void again(ScriptCommand<?> call) {
        boolean last;
        synchronized (this) {
            remove(call.root());
            waiting.refused(call);
            last = underWay.isEmpty();
        }
        if (last) {
            release();
        }
    }

    @Override
    public void orphaned(ScriptCommand<?> call, Throwable reason) {
        if (route.isClosed() || call.isGivenUp(route.patience(), reason)) {
            call.fail(reason);
            return;
        }
        synchronized (this) {
            paused = true;
            tries = call.triesInVain();
        }
        again(call);
    }

    @Override
    public CommandSupport support() {
        return route.support();
    }

    @Override
    public void refused(ScriptCommand<?> call) {
        again(call);
    }

    /** Takes what is under way away from a server that is not there, if another one has the slot. */
    void rescue(ClusterNode gone) {
        List<ScriptCommand<?>> stuck;
        synchronized (this) {
            if (busy || node != gone || underWay.isEmpty() || currentNode() == gone) {
                return;
            }
            stuck = List.copyOf(underWay);
            underWay.clear();
            busy = true;
        }
        List<ScriptCommand<?>> successors = new ArrayList<>();
        for (ScriptCommand<?> call : stuck) {
            ScriptCommand<?> successor = call.replaceCurrent();
            if (successor != null) {
                successors.add(successor);
            }
        }
        waiting.putBack(successors);
        goOn();
    }
}
