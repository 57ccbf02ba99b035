package dev.moonlet.test.internal.coverage;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.ScriptInvocation;
import dev.moonlet.coverage.CoverageData;
import dev.moonlet.internal.dispatch.FunctionExecutor;
import dev.moonlet.internal.protocol.EncodedCall;
import dev.moonlet.internal.protocol.LinkedScript;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/** The scripts that were called, each with what it has counted. Safe for use by several threads. */
public final class CountingScripts {

    private final Map<String, Optional<CountingScript>> scripts = new ConcurrentHashMap<>();
    private final Set<String> uncounted = new ConcurrentSkipListSet<>();

    /** None yet. */
    public CountingScripts() {}

    /** Whether an executor runs scripts as functions, whose libraries have no scripts that count. */
    public static boolean isOfFunctions(ScriptExecutor executor) {
        return executor instanceof FunctionExecutor;
    }

    /** A call that counts; the same call if its script has no form that counts. */
    public <T extends @Nullable Object> ScriptInvocation<T> counted(ScriptInvocation<T> invocation) {
        EncodedCall<T> call = EncodedCall.of(invocation);
        Optional<CountingScript> script =
                scripts.computeIfAbsent(call.scriptName() + "\n" + call.digest(), key -> instrument(call.script()));
        return script.isPresent() ? script.get().call(call) : invocation;
    }

    private Optional<CountingScript> instrument(LinkedScript script) {
        Optional<CountingScript> counting = CountingScript.of(script);
        if (counting.isEmpty()) {
            uncounted.add(script.name());
        }
        return counting;
    }

    /** What has been counted so far. */
    public CoverageData data() {
        CoverageData counted = new CoverageData(
                scripts.values().stream()
                        .flatMap(Optional::stream)
                        .map(CountingScript::hits)
                        .toList(),
                List.copyOf(uncounted));
        return CoverageData.merged(List.of(counted));
    }
}
