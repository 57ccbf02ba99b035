package dev.moonlet.script.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.script.root.DirectoryRoot;
import dev.moonlet.script.root.ScriptRoot;
import dev.moonlet.script.root.ScriptRoots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EntryPointsTest {

    @TempDir
    Path directory;

    private void write(String file, String text) throws IOException {
        Path path = directory.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    @Test
    void partsAreNotEntryPoints() throws IOException {
        write("a.lua", "---@include \"lib/b\"\nCALL.called()\n");
        write("called.lua", "return require('lib/m')\n");
        write("lib/b.lua", "local b = 1\n");
        write("lib/m.lua", "return 1\n");
        write("lib/unused.lua", "local x = 1\n");
        write("circle/one.lua", "---@include \"two\"\n");
        write("circle/two.lua", "---@include \"one\"\n");
        ScriptRoot root = new DirectoryRoot(directory, "lua");
        ScriptCompiler compiler = new ScriptCompiler(new ScriptRoots(List.of(root)));
        assertThat(compiler.entryPoints(compiler.names()).keySet())
                .containsExactly("a", "called", "circle/one", "lib/unused");
        assertThat(compiler.entryPoints(List.of("a", "lib/b")))
                .containsOnlyKeys("a")
                .containsValue(Set.of("a", "lib/b"));
    }

    @Test
    void whatOnlyDefinesIsNoScript() throws IOException {
        write("lib/functions.lua", "local limit = 3\nlocal function twice(n)\n  return 2 * n\nend\n");
        write("lib/all.lua", "---@include \"functions\"\n");
        write("typed.lua", "---@key queue\n");
        write("result.lua", "---@return integer?\n");
        write("acting.lua", "---@include \"lib/functions\"\nredis.call('DEL', 'a')\n");
        write("runs.lua", "---@include \"acting\"\n");
        write("broken.lua", "local x = \n");
        ScriptCompiler compiler = new ScriptCompiler(new ScriptRoots(List.of(new DirectoryRoot(directory, "lua"))));
        assertThat(compiler.onlyDefine(Set.of("lib/functions"))).isTrue();
        assertThat(compiler.onlyDefine(Set.of("lib/all", "lib/functions"))).isTrue();
        assertThat(compiler.onlyDefine(Set.of("acting", "lib/functions"))).isFalse();
        assertThat(compiler.onlyDefine(Set.of("runs", "acting", "lib/functions")))
                .isFalse();
        assertThat(compiler.onlyDefine(Set.of("typed"))).isFalse();
        assertThat(compiler.onlyDefine(Set.of("result"))).isFalse();
        assertThat(compiler.onlyDefine(Set.of("broken"))).isFalse();
    }
}
