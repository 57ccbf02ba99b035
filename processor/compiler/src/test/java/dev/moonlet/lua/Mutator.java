package dev.moonlet.lua;

import dev.moonlet.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Makes slightly wrong scripts of right ones. */
public final class Mutator {

    private static final String[] PIECES = {
        "end",
        "then",
        "do",
        "function",
        "local",
        "return",
        "break",
        "if",
        "else",
        "elseif",
        "until",
        "repeat",
        "in",
        "for",
        "while",
        "not",
        "and",
        "or",
        "nil",
        "=",
        "==",
        "~=",
        "(",
        ")",
        "{",
        "}",
        "[",
        "]",
        ",",
        ";",
        ":",
        ".",
        "..",
        "...",
        "+",
        "-",
        "#",
        "\"",
        "'",
        "--",
        "[[",
        "]]",
        "--[[",
        "[=[",
        "\\",
        "x",
        "1",
        "0x",
        "3e",
        "\n",
        "\r",
        "!",
        "@",
        "&",
        "%",
        "~",
        "\0",
        "\u00e9"
    };

    private final RandomGenerator random;

    public Mutator(RandomGenerator random) {
        this.random = random;
    }

    public String mutate(String script) {
        String mutant = script;
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            mutant = once(mutant);
        }
        return mutant;
    }

    private String once(String script) {
        List<int[]> tokens = tokens(script);
        if (tokens.isEmpty() || script.isEmpty()) {
            return script + PIECES[random.nextInt(PIECES.length)];
        }
        int[] token = tokens.get(random.nextInt(tokens.size()));
        int[] other = tokens.get(random.nextInt(tokens.size()));
        String text = script.substring(token[0], token[1]);
        String piece = PIECES[random.nextInt(PIECES.length)];
        int at = random.nextInt(script.length());
        return switch (random.nextInt(8)) {
            case 0 -> script.substring(0, token[0]) + script.substring(token[1]);
            case 1 -> script.substring(0, token[1]) + " " + text + script.substring(token[1]);
            case 2 -> swapped(script, token, other);
            case 3 -> script.substring(0, token[0]) + " " + piece + " " + script.substring(token[0]);
            case 4 -> script.substring(0, token[0]) + piece + script.substring(token[1]);
            case 5 -> script.substring(0, at) + (char) (random.nextInt(96) + 32) + script.substring(at + 1);
            case 6 -> script.substring(0, at);
            default -> script.substring(0, at) + piece + script.substring(at);
        };
    }

    private static String swapped(String script, int[] a, int[] b) {
        int[] first = a[0] <= b[0] ? a : b;
        int[] second = a[0] <= b[0] ? b : a;
        if (first[1] > second[0]) {
            return script;
        }
        return script.substring(0, first[0])
                + script.substring(second[0], second[1])
                + script.substring(first[1], second[0])
                + script.substring(first[0], first[1])
                + script.substring(second[1]);
    }

    private static List<int[]> tokens(String script) {
        Lexer lexer = new Lexer(new SourceFile("s.lua", "s.lua", script), new SyntaxErrorLog());
        List<int[]> tokens = new ArrayList<>();
        for (lexer.advance(); lexer.kind() != TokenKind.END_OF_FILE; lexer.advance()) {
            tokens.add(new int[] {lexer.start(), lexer.end()});
        }
        return tokens;
    }
}
