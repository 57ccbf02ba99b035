package dev.moonlet.processor;

import dev.moonlet.script.root.ReadOptions;
import dev.moonlet.script.root.ScriptRoot;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The scripts that jars and directories of the processor path bring. Listed once. */
final class ProcessorPathRoot implements ScriptRoot, AutoCloseable {

    private final String folder;
    private final ClassLoader loader = ProcessorPathRoot.class.getClassLoader();
    private final ProcessorPathFiles contents;
    private @Nullable Set<String> files;

    ProcessorPathRoot(String folder, ReadOptions options) {
        this.folder = folder;
        this.contents = new ProcessorPathFiles(loader, folder, options);
    }

    @Override
    public String describe(String file) {
        return folder + "/" + file + " on the processor path";
    }

    @Override
    public String tried(String file) {
        return describe(file) + ", where jars with Lua files belong";
    }

    @Override
    public Optional<byte[]> read(String file) throws IOException {
        return contents.read(file);
    }

    @Override
    public Set<String> files() {
        Set<String> listed = files;
        if (listed == null) {
            listed = new TreeSet<>();
            for (PathEntry entry : PathEntry.of(loader, folder)) {
                listed.addAll(entry.files(folder));
            }
            files = listed;
        }
        return listed;
    }

    @Override
    public void close() {
        contents.close();
    }
}
