package dev.moonlet.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.ScriptInvocation;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.script.Declaration;
import dev.moonlet.script.LinkOptions;
import dev.moonlet.script.Script;
import dev.moonlet.script.ScriptGraph;
import dev.moonlet.script.SourceMap.Place;
import dev.moonlet.script.link.ScriptCompiler;
import dev.moonlet.script.root.DirectoryRoot;
import dev.moonlet.script.root.ScriptRoot;
import dev.moonlet.script.root.ScriptRoots;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptLoaderTest {

    @TempDir
    Path directory;

    private ScriptLoader loader() {
        return ScriptLoader.of(directory);
    }

    private void write(String file, String text) throws IOException {
        Path path = directory.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    @Test
    void scriptsHaveNamesWithEitherSlashAndWithOrWithoutEnding() throws IOException {
        write("jobs/push.lua", "return 1\n");
        ScriptLoader loader = loader();
        assertThat(loader.load("jobs/push"))
                .isSameAs(loader.load("jobs\\push.lua"))
                .isSameAs(loader.load("/jobs/push"));
        assertThat(loader.load("jobs/push").name()).isEqualTo("jobs/push");
    }

    @Test
    void aScriptKnowsWhatItDeclaresAndWhatItWasLinkedFrom() throws IOException {
        write("lib/clock.lua", "---@arg unit string = \"ms\"\nlocal function now()\n  return unit\nend\n");
        write(
                "main.lua",
                "-- Says it.\n---@key queue...\n---@include \"lib/clock\"\n---@return string\nreturn now()\n");
        Script script = loader().load("main");
        assertThat(script.documentation()).isEqualTo("Says it.");
        assertThat(script.signature().keys()).extracting(Declaration::notation).containsExactly("string...");
        assertThat(script.signature().arguments())
                .extracting(Declaration::name, Declaration::notation, d -> d.defaultValue()
                        .orElse(""))
                .containsExactly(tuple("unit", "string", "\"ms\""));
        assertThat(script.signature().result().orElseThrow().type().notation()).isEqualTo("string");
        assertThat(script.files()).containsExactly("main.lua", "lib/clock.lua");
        assertThat(script.digest()).hasSize(40);
    }

    @Test
    void everyLineOfTheLinkedTextIsFoundAndBack() throws IOException {
        write("lib/a.lua", "-- a\nlocal a = 1\n");
        write("lib/b.lua", "---@include \"a\"\na = a + 1\n");
        write("main.lua", "---@include \"lib/b\"\n---@include \"lib/b\"\n\nreturn a\n");
        Script script = loader().load("main");
        assertThat(script.line(3)).isEqualTo("local a = 1");
        assertThat(script.place(3)).isEqualTo(new Place("lib/a.lua", 2));
        assertThat(script.chain(3)).hasToString("[included from lib/b.lua:1, included from main.lua:2]");
        assertThat(script.trace(3)).hasToString("[main.lua:2, lib/b.lua:1, lib/a.lua:2]");
        assertThat(script.linkedLines(new Place("lib/a.lua", 2))).containsExactly(1, 3);
        assertThat(script.linkedLines(new Place("lib/a.lua", 1))).isEmpty();
        assertThatThrownBy(() -> script.line(6))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("script main has no line 6, but lines 1 to 5");
        assertThatThrownBy(() -> script.place(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatCouldBeLoadedStaysWhenSomethingElseCannot() throws IOException {
        write("good.lua", "return 1\n");
        write("bad.lua", "return return\n");
        write("worse.lua", "---@include \"nowhere\"\n");
        ScriptLoader loader = loader();
        ScriptLoadException failure = catchThrowableOfType(ScriptLoadException.class, () -> loader.loadAll());
        assertThat(failure.diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly("syntax-expected", "include-not-found");
        assertThat(failure)
                .hasMessageContaining("bad.lua:1:8: ")
                .hasMessageContaining("include not found: \"nowhere\"");
        Files.delete(directory.resolve("good.lua"));
        assertThat(loader.load("good").text()).isEqualTo("return 1\n");
    }

    @Test
    void aTreeIsLoadedWithAllItsFiles() throws IOException {
        write("a.lua", "---@include \"lib/b\"\n");
        write("lib/b.lua", "local b = 1\n");
        assertThat(loader().loadAll()).containsOnlyKeys("a", "lib/b");
        assertThat(loader().names()).containsExactly("a", "lib/b");
        assertThat(loader().loadAll(List.of("lib/b"))).containsOnlyKeys("lib/b");
    }

    @Test
    void loadedScriptsHaveTheirOwnNames() throws IOException {
        write("a.lua", "return 1\n");
        write("lib/b.lua", "return 2\n");
        assertThat(loader().loadAll(List.of("lib\\b.lua", "/a", "./lib/../a.lua")))
                .containsOnlyKeys("lib/b", "a")
                .allSatisfy((name, script) -> assertThat(script.name()).isEqualTo(name));
    }

    @Test
    void textsFromMemoryStandBeforeFilesAndAreIncludedByTheirNames() throws IOException {
        write("lib/b.lua", "local b = 'file'\n");
        write("a.lua", "---@include \"lib/b\"\nreturn b\n");
        ScriptLoader loader = loader();
        assertThat(loader.load("a").text()).contains("'file'");
        loader.parse("lib/b", "local b = 'memory'\n");
        assertThat(loader.load("a").text()).contains("'memory'");
        assertThat(loader.names()).containsExactly("a", "lib/b");
        assertThatThrownBy(() -> loader.parse("../b", "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> loader.parse("c", "---@include \"lib/bb\"\n"))
                .isInstanceOf(ScriptLoadException.class)
                .hasMessageContaining("did you mean \"lib/b\"?");
    }

    @Test
    void namesNeedNotBeAscii() {
        ScriptLoader loader = ScriptLoader.of();
        loader.parse("\u00fcn\u00ef/\u65e5", "return 'day'\n");
        Script script = loader.parse(
                "main",
                "local day = require(\"\u00fcn\u00ef/\u65e5\")\nreturn { day, CALL[\"\u00fcn\u00ef\"][\"\u65e5\"]() }\n");
        assertThat(script.graph().edges())
                .extracting(ScriptGraph.Edge::to)
                .containsExactly("\u00fcn\u00ef/\u65e5", "\u00fcn\u00ef/\u65e5");
        assertThat(script.text()).contains("moonlet_modules[\"\u00fcn\u00ef/\u65e5\"] = {");
    }

    @Test
    void filesAreReadWithTheirCharset() throws IOException {
        Files.write(directory.resolve("latin.lua"), "return '\u00e9'\r\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(ScriptLoader.of(StandardCharsets.ISO_8859_1, directory).read("latin"))
                .isEqualTo("return '\u00e9'\n");
        assertThatThrownBy(() -> loader().read("latin"))
                .isInstanceOf(ScriptLoadException.class)
                .hasMessageContaining("latin.lua:1:9: this is not UTF-8");
        assertThatThrownBy(() -> loader().read("latim"))
                .isInstanceOf(ScriptLoadException.class)
                .hasMessageContaining("script not found: \"latim\"")
                .hasMessageContaining("did you mean \"latin\"?");
    }

    @Test
    void linkedScriptsCanBeLimitedAndKeepTheirComments() throws IOException {
        write("big.lua", "local text = '" + "x".repeat(500) + "'\n");
        write("main.lua", "-- first\n---@include \"big\"\nreturn text --[[ last\n]]\n");
        List<ScriptRoot> roots = List.of(new DirectoryRoot(directory, "lua"));
        ScriptLoader small =
                new ScriptLoader(new ScriptCompiler(new ScriptRoots(roots), LinkOptions.DEFAULT.withMaxSize(300)));
        assertThatThrownBy(() -> small.load("main"))
                .isInstanceOf(ScriptLoadException.class)
                .hasMessage("""
                        lua/main.lua:1:1: script "main" is larger than 300 bytes when it is linked [script-too-large]
                          1 | -- first
                            | ^^^^^^^^
                          most of it comes from lua/big.lua (516 bytes), lua/main.lua (12 bytes)
                          include less, say @pragma once, or raise the limit with moonlet.maxSize""");
        ScriptLoader comments =
                new ScriptLoader(new ScriptCompiler(new ScriptRoots(roots), LinkOptions.DEFAULT.withComments(true)));
        assertThat(comments.load("main").text())
                .isEqualTo("-- first\nlocal text = '" + "x".repeat(500) + "'\nreturn text --[[ last\n]]\n");
    }

    @Test
    void threadsShareALoader() throws Exception {
        for (int i = 0; i < 40; i++) {
            write("s" + i + ".lua", "---@include \"lib/l" + i % 5 + "\"\nreturn l + " + i + "\n");
        }
        for (int i = 0; i < 5; i++) {
            write("lib/l" + i + ".lua", "local l = " + i + "\n");
        }
        ScriptLoader loader = loader();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<List<String>>> tasks = Collections.nCopies(8, () -> {
                List<String> texts = new ArrayList<>();
                for (int i = 0; i < 40; i++) {
                    texts.add(loader.load("s" + i).text());
                }
                return texts;
            });
            List<String> alone = tasks.get(0).call();
            for (Future<List<String>> texts : threads.invokeAll(tasks)) {
                assertThat(texts.get()).isEqualTo(alone);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aRunnerRefusesAScriptThatRunsOnEveryShard() {
        Script script =
                loader().parse("count", "---@shard shard\n---@key count = shard\nreturn redis.call('INCR', count)\n");
        assertThat(script.signature().shard())
                .hasValueSatisfying(shard -> assertThat(shard.isSupplied()).isFalse());
        ScriptExecutor none = new ScriptExecutor() {
            @Override
            public <T> T execute(ScriptInvocation<T> invocation) {
                throw new AssertionError(invocation.scriptName());
            }

            @Override
            public <T> CompletionStage<T> executeAsync(ScriptInvocation<T> invocation) {
                throw new AssertionError(invocation.scriptName());
            }
        };
        assertThatThrownBy(() -> new ScriptRunner(script, none))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("script count runs on every shard, as @shard says: call it by an interface, whose method"
                        + " returns ShardResults");
    }
}
