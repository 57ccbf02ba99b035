package dev.moonlet.script.link;

import dev.moonlet.lua.Identifiers;
import dev.moonlet.lua.ast.Block;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.redis.ErrorCodes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the words in a script's string literals with which a server, too, begins an error reply: such an error of the script
 * must not be taken for the server's. A script with {@code NOSCRIPT} anywhere in a literal counts, since its calls can be sent
 * in another way; the other words count where a literal begins with them.
 */
final class RaisedErrorFinder extends Walker {

    private final Set<String> found = new HashSet<>();

    private RaisedErrorFinder() {}

    /** The words in the string literals of a linked script, in the order of all words. */
    static List<String> find(Block script) {
        RaisedErrorFinder finder = new RaisedErrorFinder();
        finder.walk(script);
        return ErrorCodes.RETRYABLE.stream().filter(finder.found::contains).collect(Collectors.toUnmodifiableList());
    }

    @Override
    protected void visit(Expression.Str node) {
        String text = node.value().startsWith("-") ? node.value().substring(1) : node.value(); // as Redis reads it
        ErrorCodes.RETRYABLE.stream()
                .filter(word -> isAt(word, text, 0) || (word.equals(ErrorCodes.NO_SCRIPT) && isIn(word, text)))
                .forEach(found::add);
    }

    private static boolean isIn(String word, String text) {
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            if ((at == 0 || !Identifiers.isNameCharacter(text.charAt(at - 1))) && isAt(word, text, at)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a word is in a text at an offset, and ends there. */
    private static boolean isAt(String word, String text, int offset) {
        int end = offset + word.length();
        return text.startsWith(word, offset)
                && (end == text.length() || !Identifiers.isNameCharacter(text.charAt(end)));
    }
}
