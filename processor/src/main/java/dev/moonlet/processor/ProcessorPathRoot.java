package dev.moonlet.processor;

import dev.moonlet.script.ScriptRoot;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The scripts that jars and directories of the processor path bring. Listed once. */
final class ProcessorPathRoot implements ScriptRoot {

    private final String folder;
    private final ClassLoader loader = ProcessorPathRoot.class.getClassLoader();
    private @Nullable Set<String> files;

    ProcessorPathRoot(String folder) {
        this.folder = folder;
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
        URL url = loader.getResource(folder + "/" + file);
        if (url == null) {
            return Optional.empty();
        }
        URLConnection connection = url.openConnection();
        connection.setUseCaches(false); // a compiler may outlive the jar
        try (InputStream stream = connection.getInputStream()) {
            return Optional.of(stream.readAllBytes());
        }
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
}
