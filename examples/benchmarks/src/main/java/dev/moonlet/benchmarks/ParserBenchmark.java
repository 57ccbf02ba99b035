package dev.moonlet.benchmarks;

import dev.moonlet.lua.LuaParser;
import dev.moonlet.lua.scope.Bindings;
import dev.moonlet.lua.scope.ScopeResolver;
import dev.moonlet.source.SourceFile;
import java.io.StringReader;
import java.util.concurrent.TimeUnit;
import org.luaj.vm2.ast.Chunk;
import org.luaj.vm2.parser.ParseException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Parsing, and resolving names, beside LuaJ's parser, which makes a tree and resolves names too. {@code size} is in
 * kilobytes: a score of {@code s} operations a second is {@code s * size / 1000} MB/s.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class ParserBenchmark {

    @Param({"10", "100", "1000", "10000"})
    private int size;

    private String text = "";

    /** Makes the text. */
    @Setup
    public void makeText() {
        text = Corpus.ofSize(size * 1000);
        LuaParser.Result result = LuaParser.parse(new SourceFile("s.lua", "s.lua", text));
        if (!result.errors().isEmpty()) {
            throw new IllegalStateException(result.errors().toString());
        }
    }

    /** Moonlet: lexer, parser, tree, and the limits of Lua's compiler. */
    @Benchmark
    public LuaParser.Result parse() {
        return LuaParser.parse(new SourceFile("s.lua", "s.lua", text));
    }

    /** Moonlet: the same, and every name resolved. */
    @Benchmark
    public Bindings parseAndResolve() {
        LuaParser.Result result = LuaParser.parse(new SourceFile("s.lua", "s.lua", text));
        return ScopeResolver.resolve(result.chunk().orElseThrow().block());
    }

    /** LuaJ. */
    @Benchmark
    public Chunk luaj() throws ParseException {
        return new org.luaj.vm2.parser.LuaParser(new StringReader(text)).Chunk();
    }
}
