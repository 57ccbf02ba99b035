package dev.moonlet;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * The messages of the exceptions that a source tree creates, as it writes them. What is only known when the code runs is an
 * ellipsis: {@code script … was not sent: …}.
 */
final class ThrownMessages extends TreeScanner<@Nullable Void, Set<String>> {

    /** What is known when the code runs. */
    static final String UNKNOWN = "…";

    private static final Set<String> EXPLAINING = Set.of("because", "super");

    private ThrownMessages() {}

    static Set<String> of(Path sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Set<String> messages = new TreeSet<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> paths = Files.walk(sources)) {
            List<Path> java =
                    paths.filter(path -> path.toString().endsWith(".java")).toList();
            JavacTask task = (JavacTask)
                    compiler.getTask(null, files, null, null, null, files.getJavaFileObjectsFromPaths(java));
            for (CompilationUnitTree file : task.parse()) {
                new ThrownMessages().scan(file, messages);
            }
        }
        return messages;
    }

    @Override
    public @Nullable Void visitNewClass(NewClassTree created, Set<String> messages) {
        if (created.getIdentifier().toString().matches(".*(Exception|Error|Refused)")) {
            created.getArguments().forEach(argument -> collect(argument, messages));
        }
        return super.visitNewClass(created, messages);
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree call, Set<String> messages) {
        if (EXPLAINING.contains(name(call))) {
            call.getArguments().forEach(argument -> collect(argument, messages));
        }
        return super.visitMethodInvocation(call, messages);
    }

    @Override
    public @Nullable Void visitClass(ClassTree type, Set<String> messages) {
        return type.getKind() == Tree.Kind.ANNOTATION_TYPE ? null : super.visitClass(type, messages);
    }

    private static void collect(ExpressionTree argument, Set<String> messages) {
        String message = template(argument).replaceAll(UNKNOWN + "+", UNKNOWN).strip();
        if (message.contains(" ")) {
            messages.add(message);
        }
        new TreeScanner<@Nullable Void, @Nullable Void>() { // what a condition chooses
            @Override
            public @Nullable Void visitConditionalExpression(ConditionalExpressionTree choice, @Nullable Void nothing) {
                collect(choice.getTrueExpression(), messages);
                collect(choice.getFalseExpression(), messages);
                return null;
            }
        }.scan(argument, null);
    }

    private static String template(ExpressionTree expression) {
        if (expression instanceof LiteralTree literal && literal.getValue() instanceof String text) {
            return text.replaceAll("%[sd]", UNKNOWN).replace("\n", " ");
        }
        if (expression instanceof ParenthesizedTree inner) {
            return template(inner.getExpression());
        }
        if (expression instanceof BinaryTree both && both.getKind() == Tree.Kind.PLUS) {
            return template(both.getLeftOperand()) + template(both.getRightOperand());
        }
        if (expression instanceof MethodInvocationTree call
                && call.getMethodSelect() instanceof MemberSelectTree member
                && member.getIdentifier().contentEquals("formatted")) {
            return template(member.getExpression());
        }
        return UNKNOWN;
    }

    private static String name(MethodInvocationTree call) {
        return call.getMethodSelect() instanceof MemberSelectTree member
                ? member.getIdentifier().toString()
                : call.getMethodSelect().toString();
    }
}
