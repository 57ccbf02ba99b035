package dev.moonlet.script.root;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.script.ScriptName;
import dev.moonlet.source.SourceFile;
import dev.moonlet.source.Span;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** All roots, in the order in which they are searched, and behind them the files that ship with Moonlet. */
public final class ScriptRoots {

    private final List<ScriptRoot> roots;
    private final Charset charset;
    private final Optional<String> remark;

    /** Roots in the order in which they are searched, whose files are in UTF-8. */
    public ScriptRoots(List<ScriptRoot> roots) {
        this(roots, StandardCharsets.UTF_8);
    }

    /** Roots in the order in which they are searched, and the charset of their files. */
    public ScriptRoots(List<ScriptRoot> roots, Charset charset) {
        this(roots, charset, Optional.empty());
    }

    private ScriptRoots(List<ScriptRoot> roots, Charset charset, Optional<String> remark) {
        List<ScriptRoot> all = new ArrayList<>(roots);
        all.removeIf(ShippedRoot.class::isInstance);
        all.add(new ShippedRoot());
        this.roots = List.copyOf(all);
        this.charset = charset;
        this.remark = remark;
    }

    /** These roots, with a remark for the message where a script is not found. */
    public ScriptRoots withRemark(String text) {
        return new ScriptRoots(roots, charset, Optional.of(text));
    }

    /** The remark about the roots for the message where a script is not found. */
    public Optional<String> remark() {
        return remark;
    }

    /** Whether a setting says where a library is. */
    public boolean hasLibrary(String name) {
        return libraries().contains(name);
    }

    /** The names of the libraries that settings name. */
    public List<String> libraries() {
        return roots.stream()
                .filter(LibraryRoot.class::isInstance)
                .map(root -> ((LibraryRoot) root).name())
                .toList();
    }

    /** Where a script was looked for, as messages show it. */
    public List<String> tried(String name) {
        return places(ScriptName.file(name));
    }

    /** Where a folder of scripts was looked for, as messages show it. */
    public List<String> triedFolders(String name) {
        return places(name + "/");
    }

    private List<String> places(String path) {
        return roots.stream()
                .map(root -> root.tried(path))
                .filter(place -> !place.isEmpty())
                .toList();
    }

    /**
     * The names of all scripts that the roots can list.
     *
     * @param problems receives what keeps files from being listed
     */
    public Set<String> names(Diagnostics problems) {
        return roots.stream()
                .flatMap(root -> root.files(problems).stream())
                .map(file -> file.substring(0, file.length() - ".lua".length()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Where a script's file is on the disk; empty if there is none, or if it is somewhere else. */
    public Optional<Path> path(String name) {
        String file = ScriptName.file(name);
        return roots.stream().flatMap(root -> root.path(file).stream()).findFirst();
    }

    /** Whether there is a script of this name. */
    public boolean hasScript(String name) {
        return describe(name).isPresent();
    }

    /** The path of a script's file, as messages show it; empty if there is none. */
    public Optional<String> describe(String name) {
        Optional<String> file = ScriptName.resolve("", name).map(ScriptName::file);
        return roots.stream()
                .filter(root -> file.filter(found -> isIn(root, found)).isPresent())
                .findFirst()
                .flatMap(root -> file.map(root::describe));
    }

    private static boolean isIn(ScriptRoot root, String file) {
        try {
            return root.has(file);
        } catch (IOException e) {
            return true; // reading it will say what is wrong
        }
    }

    /** Reads a script's file; empty if there is none, or if it can't be read, which is then an error. */
    public Optional<SourceFile> read(String name, Diagnostics diagnostics) {
        String file = ScriptName.file(name);
        for (ScriptRoot root : roots) {
            String path = root.describe(file);
            try {
                Optional<byte[]> bytes = root.read(file);
                if (bytes.isPresent()) {
                    return decode(file, path, bytes.get(), diagnostics);
                }
            } catch (IOException e) {
                diagnostics.add(UnreadableFile.because(path, e));
            }
        }
        return Optional.empty();
    }

    private Optional<SourceFile> decode(String file, String path, byte[] bytes, Diagnostics diagnostics) {
        CharBuffer text = CharBuffer.allocate(
                (int) Math.ceil(bytes.length * (double) charset.newDecoder().maxCharsPerByte()));
        CharsetDecoder decoder = charset.newDecoder();
        CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), text, true);
        SourceFile source = new SourceFile(file, path, text.flip().toString().replace("\r\n", "\n"));
        if (!result.isError()) {
            return Optional.of(source);
        }
        int end = source.text().length();
        diagnostics.add(Diagnostic.error("not-utf-8", "this is not " + charset.name(), source, new Span(end, end))
                .hint("from here on: save it as " + charset.name())
                .note("write bytes that are not text as escapes, such as \\255"));
        return Optional.empty();
    }
}
