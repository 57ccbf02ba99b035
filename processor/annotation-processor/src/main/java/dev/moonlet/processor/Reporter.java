package dev.moonlet.processor;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.DiagnosticRenderer;
import dev.moonlet.processor.model.Problem;
import dev.moonlet.source.Printable;
import javax.annotation.processing.Messager;
import javax.lang.model.element.Element;
import javax.tools.Diagnostic.Kind;

/** Tells the compiler. It is the only class that does. */
final class Reporter {

    private final Messager messager;

    Reporter(Messager messager) {
        this.messager = messager;
    }

    void report(Problem problem) {
        Diagnostic diagnostic = problem.diagnostic();
        Kind kind =
                switch (diagnostic.severity()) {
                    case ERROR -> Kind.ERROR;
                    case WARNING -> Kind.MANDATORY_WARNING;
                    case HINT -> Kind.NOTE;
                };
        String message = DiagnosticRenderer.render(diagnostic);
        problem.annotation()
                .ifPresentOrElse(
                        annotation -> messager.printMessage(kind, message, problem.element(), annotation),
                        () -> messager.printMessage(kind, message, problem.element()));
    }

    void failure(Element element, String message) {
        messager.printMessage(Kind.ERROR, Printable.line(message), element);
    }

    /** A fault of Moonlet's own. */
    void bug(Element element, Throwable fault) {
        StackTraceElement[] stack = fault.getStackTrace();
        String place = stack.length == 0 ? "" : " at " + stack[0];
        messager.printMessage(
                Kind.ERROR,
                "Moonlet failed on this interface, which is a fault of Moonlet: please report it with the interface and"
                        + " its scripts (" + Printable.line(fault.toString()) + place + ")",
                element);
    }
}
