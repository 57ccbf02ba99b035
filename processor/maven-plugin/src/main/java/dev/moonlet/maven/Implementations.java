package dev.moonlet.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Opcodes;

/** Finds the implementations among compiled classes. */
final class Implementations {

    private static final String SUFFIX = "Lua.class";
    private static final String GENERATED_FROM = "Ldev/moonlet/codegen/GeneratedFrom;";

    private Implementations() {}

    /**
     * The implementations in a directory of classes, in no particular order.
     *
     * @throws IOException if a class can't be read
     */
    static List<Implementation> in(Path classes) throws IOException {
        if (!Files.isDirectory(classes)) {
            return List.of();
        }
        List<Path> candidates;
        try (Stream<Path> files = Files.walk(classes)) {
            candidates = files.filter(file -> file.toString().endsWith(SUFFIX)).toList();
        }
        List<Implementation> found = new ArrayList<>();
        for (Path candidate : candidates) {
            implementation(classes, candidate).ifPresent(found::add);
        }
        return found;
    }

    private static Optional<Implementation> implementation(Path classes, Path file) throws IOException {
        Optional<Header> read = Header.of(file);
        if (read.isEmpty() || !read.get().generated || read.get().interfaces.isEmpty()) {
            return Optional.empty();
        }
        Header header = read.get();
        String implemented = header.interfaces.get(0);
        Path interfaceFile = classes.resolve(implemented + ".class");
        if (!Files.exists(interfaceFile)) {
            return Optional.empty(); // the compiler will compile it
        }
        int end = implemented.lastIndexOf('/') + 1;
        String outermost = implemented.substring(end).replaceFirst("(?<=.)\\$.*", "") + ".java";
        String source = implemented.substring(0, end)
                + Header.of(interfaceFile).map(found -> found.source).orElse(outermost);
        List<Path> classFiles = new ArrayList<>(List.of(file));
        header.nested.forEach(nested -> classFiles.add(classes.resolve(nested + ".class")));
        return Optional.of(
                new Implementation(header.name.replace('/', '.'), classFiles, interfaceFile, source, header.scripts));
    }

    /** What a class file says at its head. */
    private static final class Header extends ClassVisitor {

        private String name = "";
        private List<String> interfaces = List.of();
        private @Nullable String source;
        private boolean generated;
        private final List<String> nested = new ArrayList<>();
        private final List<String> scripts = new ArrayList<>();

        private Header() {
            super(Opcodes.ASM9);
        }

        /** Empty if it is not a class, or one of a later Java than is known. */
        static Optional<Header> of(Path file) throws IOException {
            Header header = new Header();
            try {
                new ClassReader(Files.readAllBytes(file))
                        .accept(header, ClassReader.SKIP_CODE | ClassReader.SKIP_FRAMES);
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                return Optional.empty();
            }
            return Optional.of(header);
        }

        @Override
        public void visit(
                int version,
                int access,
                String className,
                @Nullable String signature,
                @Nullable String superName,
                String[] implemented) {
            name = className;
            interfaces = List.of(Objects.requireNonNullElse(implemented, new String[0]));
        }

        @Override
        public void visitSource(@Nullable String file, @Nullable String debug) {
            source = file;
        }

        @Override
        public void visitNestMember(String member) {
            nested.add(member);
        }

        @Override
        public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
            if (!descriptor.equals(GENERATED_FROM)) {
                return null;
            }
            generated = true;
            return new AnnotationVisitor(Opcodes.ASM9) {
                @Override
                public AnnotationVisitor visitArray(@Nullable String element) {
                    return this;
                }

                @Override
                public void visit(@Nullable String element, Object value) {
                    scripts.add(String.valueOf(value));
                }
            };
        }
    }
}
