package dev.moonlet.script.link;

import dev.moonlet.diagnostic.Label;
import dev.moonlet.lua.Comment;
import dev.moonlet.script.directive.Directive;
import dev.moonlet.script.file.ParsedFile;
import dev.moonlet.source.SourceFile;
import dev.moonlet.source.Span;
import java.util.List;
import java.util.stream.Stream;

/** What the comments above a function of a library declare: above its registration, or above its callback. */
final class FunctionDirectives {

    private FunctionDirectives() {}

    /** The directives of a function; those above its registration count, if there are some. */
    static List<Directive> of(ParsedFile file, LinkedPlaces places, RegisteredFunctions.Registered function) {
        return blocks(file, places, function)
                .map(block -> within(file, block))
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    /** The comments above a function, of the block that declares something, or of the first that there is. */
    static List<Comment> comments(ParsedFile file, LinkedPlaces places, RegisteredFunctions.Registered function) {
        List<List<Comment>> blocks =
                blocks(file, places, function).filter(block -> !block.isEmpty()).toList();
        return blocks.stream()
                .filter(block -> !within(file, block).isEmpty())
                .findFirst()
                .orElse(blocks.isEmpty() ? List.of() : blocks.get(0));
    }

    private static Stream<List<Comment>> blocks(
            ParsedFile file, LinkedPlaces places, RegisteredFunctions.Registered function) {
        return Stream.of(
                        places.source(function.call()),
                        places.source(new Span(
                                function.callback().start(), function.callback().start())))
                .filter(place -> place.file() == file.file())
                .map(place -> above(file, place));
    }

    /** The comments on the lines directly above a place. */
    private static List<Comment> above(ParsedFile file, Label place) {
        SourceFile source = file.file();
        List<Comment> all = file.chunk().comments();
        int line = source.line(place.span().start());
        int end = all.size();
        while (end > 0 && source.line(all.get(end - 1).start()) >= line) {
            end--;
        }
        int start = end;
        while (start > 0
                && all.get(start - 1).ownLine()
                && source.line(all.get(start - 1).start()) == line - 1) {
            start--;
            line--;
        }
        return all.subList(start, end);
    }

    private static List<Directive> within(ParsedFile file, List<Comment> block) {
        return file.functionDirectives().stream()
                .filter(directive -> block.stream()
                        .anyMatch(comment -> comment.start() <= directive.span().start()
                                && directive.span().start() < comment.end()))
                .toList();
    }
}
