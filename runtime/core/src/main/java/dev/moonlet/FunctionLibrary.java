package dev.moonlet;

import dev.moonlet.codegen.CompiledScript;
import dev.moonlet.internal.dispatch.FunctionExecutor;
import dev.moonlet.internal.protocol.EncodedCall;
import dev.moonlet.internal.protocol.LibraryFunction;
import dev.moonlet.internal.protocol.LibraryWriter;
import dev.moonlet.internal.protocol.LinkedScript;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The scripts of an application as one library of Redis functions, which {@code FCALL} calls. Every generated class has its
 * scripts in a static method:
 *
 * <pre>{@code
 * FunctionLibrary library = FunctionLibrary.of("orders", TokenBucketLua.scripts(), JobsLua.scripts());
 * ScriptExecutor executor = ScriptExecutor.on(connection).functions(library).build();
 * TokenBucket bucket = new TokenBucketLua(executor);
 * }</pre>
 *
 * <p>The name of the library is that of the application and the hash of its content, so versions of an application run side by
 * side. A server persists and replicates libraries and never evicts them. The executor loads the library where a server does
 * not have it, also after {@code FUNCTION FLUSH}, a restart or a failover; calls keep their order.
 *
 * <p>A function has no compatibility mode: it runs as a script with the line {@code #!lua} does. Make one library of all scripts
 * that an application calls: calls of different libraries wait for each other.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @see <a href="https://redis.io/docs/latest/develop/programmability/functions-intro/">Redis functions</a>
 */
@Beta
public final class FunctionLibrary {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]+");

    private final String name;
    private final Map<LinkedScript, LibraryFunction> functions;

    private FunctionLibrary(String name, Map<LinkedScript, LibraryFunction> functions) {
        this.name = name;
        this.functions = functions;
    }

    /**
     * A library.
     *
     * @param application the name of the application: letters, digits and underscores
     * @param scripts the scripts of generated classes, in any order
     * @throws IllegalArgumentException if the name has other characters, or there is no script
     */
    @SafeVarargs
    public static FunctionLibrary of(String application, List<CompiledScript>... scripts) {
        if (!NAME.matcher(Objects.requireNonNull(application, "application")).matches()) {
            throw new IllegalArgumentException("the name of the application is \"" + application
                    + "\", but libraries are named by letters, digits and underscores");
        }
        List<LinkedScript> linked = new ArrayList<>();
        for (List<CompiledScript> ofClass : scripts) {
            ofClass.forEach(script -> linked.add(((EncodedCall<?>) script.call()).script()));
        }
        linked.removeIf(LinkedScript::isFunction); // which has its library
        if (linked.isEmpty()) {
            throw new IllegalArgumentException("library " + application + " has no scripts");
        }
        Map<LinkedScript, LibraryFunction> functions = LibraryWriter.functions(application, linked, Instant.now());
        return new FunctionLibrary(functions.values().iterator().next().library(), functions);
    }

    /** The name of the library on servers: that of the application, an underscore, and a hash of 16 digits. */
    public String name() {
        return name;
    }

    /** The text that {@code FUNCTION LOAD} takes. */
    public String text() {
        return functions.values().iterator().next().libraryText();
    }

    /**
     * An executor that passes calls of scripts to another one as calls of the functions of this library. That may be a pipeline.
     *
     * <p>A call of a script that the library does not have fails with an {@link IllegalArgumentException}.
     */
    public ScriptExecutor through(ScriptExecutor executor) {
        return new FunctionExecutor(executor, this::call);
    }

    /**
     * The call of a function.
     *
     * @throws IllegalArgumentException if the library does not have the script
     */
    <T extends @Nullable Object> EncodedCall<T> call(ScriptInvocation<T> invocation) {
        EncodedCall<T> call = EncodedCall.of(invocation);
        if (call.script().isFunction()) {
            return call;
        }
        LibraryFunction function = functions.get(call.script());
        if (function == null) {
            throw new IllegalArgumentException(("library %s does not have script %s;"
                            + " add the scripts() of its generated class to FunctionLibrary.of")
                    .formatted(name, invocation.scriptName()));
        }
        return call.calling(function);
    }

    /** Names the library. */
    @Override
    public String toString() {
        return name;
    }
}
