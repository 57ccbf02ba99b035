package dev.moonlet.maven;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;

/** What other classes can see of a generated one. */
final class GeneratedApi {

    private static final String SOURCES = "GeneratedFrom";

    private GeneratedApi() {}

    /** The header of the class, and of each member that is not private. */
    static List<String> of(String source, JavaCompiler javac) throws IOException {
        JavacTask task =
                (JavacTask) javac.getTask(null, null, diagnostic -> {}, List.of(), null, List.of(text(source)));
        List<String> api = new ArrayList<>();
        for (CompilationUnitTree unit : task.parse()) {
            for (Tree type : unit.getTypeDecls()) {
                if (type instanceof ClassTree tree) {
                    add(tree, api);
                }
            }
        }
        return api;
    }

    private static void add(ClassTree type, List<String> api) {
        api.add(type.getModifiers().getFlags() + " " + type.getSimpleName() + " " + type.getExtendsClause() + " "
                + type.getImplementsClause());
        type.getModifiers().getAnnotations().stream()
                .map(Tree::toString)
                .filter(annotation -> !annotation.contains(SOURCES))
                .forEach(api::add);
        for (Tree member : type.getMembers()) {
            if (member instanceof MethodTree method
                    && !method.getModifiers().getFlags().contains(Modifier.PRIVATE)) {
                api.add(method.getModifiers() + " " + method.getReturnType() + " " + method.getName()
                        + method.getTypeParameters() + method.getParameters() + method.getThrows());
            }
        }
    }

    private static JavaFileObject text(String source) {
        return new SimpleJavaFileObject(URI.create("string:///Generated.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
    }
}
