package dev.moonlet.processor;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.Map;
import java.util.TreeMap;
import javax.annotation.processing.Filer;
import javax.lang.model.element.Element;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileObject;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;

/** A filer that keeps a copy of each source. Compile-Testing shows them only if the compilation succeeded. */
final class WrittenSources implements Filer {

    private final Filer filer;
    private final Map<String, StringBuilder> sources;

    /**
     * A filer.
     *
     * @param filer writes the files
     * @param sources receives each source under the name of its type
     */
    WrittenSources(Filer filer, Map<String, StringBuilder> sources) {
        this.filer = filer;
        this.sources = sources;
    }

    /** The sources by the name of the file. */
    static Map<String, String> byFile(Map<String, StringBuilder> sources) {
        Map<String, String> files = new TreeMap<>();
        sources.forEach(
                (type, text) -> files.put(type.substring(type.lastIndexOf('.') + 1) + ".java", text.toString()));
        return files;
    }

    @Override
    public JavaFileObject createSourceFile(CharSequence name, Element... elements) throws IOException {
        StringBuilder copy = new StringBuilder();
        sources.put(name.toString(), copy);
        return new ForwardingJavaFileObject<>(filer.createSourceFile(name, elements)) {
            @Override
            public Writer openWriter() throws IOException {
                return copying(super.openWriter(), copy);
            }
        };
    }

    private static Writer copying(Writer writer, StringBuilder copy) {
        return new FilterWriter(writer) {
            @Override
            public void write(int c) throws IOException {
                copy.append((char) c);
                out.write(c);
            }

            @Override
            public void write(char[] text, int offset, int length) throws IOException {
                copy.append(text, offset, length);
                out.write(text, offset, length);
            }

            @Override
            public void write(String text, int offset, int length) throws IOException {
                copy.append(text, offset, offset + length);
                out.write(text, offset, length);
            }
        };
    }

    @Override
    public JavaFileObject createClassFile(CharSequence name, Element... elements) throws IOException {
        return filer.createClassFile(name, elements);
    }

    @Override
    public FileObject createResource(
            JavaFileManager.Location location, CharSequence packageName, CharSequence name, Element... elements)
            throws IOException {
        return filer.createResource(location, packageName, name, elements);
    }

    @Override
    public FileObject getResource(JavaFileManager.Location location, CharSequence packageName, CharSequence name)
            throws IOException {
        return filer.getResource(location, packageName, name);
    }
}
