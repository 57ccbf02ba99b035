package dev.moonlet.cli;

import dev.moonlet.diagnostic.SpellChecker;
import dev.moonlet.script.Script;
import dev.moonlet.script.SourceMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The commands of {@code moonlet debug}. */
final class DebugPrompt {

    private static final String HELP = """
            step                  run to the next line, also inside of functions
            next                  run to the next line of this function
            continue              run to the next breakpoint, or to the end
            break [PLACE ...]     set breakpoints, or list them; PLACE is FILE:LINE, or a line of this file
            break -PLACE          remove a breakpoint; break 0 removes all
            list [PLACE [LINES]]  show the lines around this one, or around another one
            whole                 show all lines
            print [NAME]          show a local variable, or all
            trace                 show the functions that the script is in
            eval CODE             run Lua, apart from the variables of the script
            redis COMMAND ...     run a command
            maxlen [NUMBER]       show values up to a length; 0 is any
            abort                 end the script
            The first letter of a command is enough.""";

    private static final Pattern WORD = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|'([^']*)'|(\\S+)");

    /** The commands by their first letters. */
    private static final Map<String, String> COMMANDS = commands();

    private final Script script;
    private final DebugSession session;

    DebugPrompt(Script script, DebugSession session) {
        this.script = script;
        this.session = session;
    }

    private static Map<String, String> commands() {
        Map<String, String> commands = new LinkedHashMap<>();
        for (String command : List.of(
                "step",
                "next",
                "continue",
                "break",
                "list",
                "whole",
                "print",
                "trace",
                "eval",
                "redis",
                "maxlen",
                "abort",
                "help")) {
            commands.put(command.substring(0, 1), command);
            commands.put(command, command);
        }
        commands.put("quit", "abort");
        commands.put("q", "abort");
        return commands;
    }

    /** Carries out a line of input; returns what to show. */
    List<String> answer(String line) {
        List<String> words = words(line);
        if (words.isEmpty()) {
            return List.of();
        }
        String command = COMMANDS.get(words.get(0));
        if (command == null) {
            return List.of("there is no command \"" + words.get(0) + "\""
                    + SpellChecker.didYouMean(words.get(0), COMMANDS.keySet())
                            .map("; "::concat)
                            .orElse("; help shows what there is"));
        }
        List<String> rest = words.subList(1, words.size());
        return switch (command) {
            case "help" -> HELP.lines().toList();
            case "step" -> shown(session.step());
            case "next" -> shown(session.next());
            case "break" -> breakpoints(rest);
            case "list" -> list(rest);
            case "eval" ->
                shown(session.ask(
                        "eval", line.strip().substring(words.get(0).length()).strip()));
            default -> {
                List<String> all = new ArrayList<>(List.of(command));
                all.addAll(rest);
                yield shown(session.ask(all.toArray(String[]::new)));
            }
        };
    }

    private static List<String> words(String line) {
        return WORD.matcher(line).results().map(DebugPrompt::word).toList();
    }

    private static String word(MatchResult match) {
        if (match.group(1) != null) {
            return match.group(1).replaceAll("\\\\(.)", "$1");
        }
        return match.group(2) != null ? match.group(2) : match.group(3);
    }

    private List<String> shown(List<String> lines) {
        return new DebugLines(script).translated(lines);
    }

    private List<String> breakpoints(List<String> places) {
        if (places.isEmpty() || places.equals(List.of("0"))) {
            List<String> words = new ArrayList<>(List.of("break"));
            words.addAll(places);
            return shown(session.ask(words.toArray(String[]::new)));
        }
        List<String> shown = new ArrayList<>();
        for (String written : places) {
            boolean removed = written.startsWith("-");
            List<Integer> lines = lines(removed ? written.substring(1) : written);
            if (lines.isEmpty()) {
                shown.add("there is no code at " + written);
            }
            lines.forEach(line -> shown.addAll(shown(session.ask("break", (removed ? "-" : "") + line))));
        }
        return shown;
    }

    private List<String> list(List<String> arguments) {
        if (arguments.isEmpty()) {
            return shown(session.ask("list"));
        }
        List<Integer> lines = lines(arguments.get(0));
        if (lines.isEmpty()) {
            return List.of("there is no code at " + arguments.get(0));
        }
        List<String> words = new ArrayList<>(List.of("list", Integer.toString(lines.get(0))));
        words.addAll(arguments.subList(1, arguments.size()));
        return shown(session.ask(words.toArray(String[]::new)));
    }

    /** The lines of the linked text that come from a place; none if there are none. */
    private List<Integer> lines(String place) {
        int colon = place.lastIndexOf(':');
        String number = place.substring(colon + 1);
        if (!number.matches("\\d{1,9}")) {
            return List.of();
        }
        String file = colon < 0 ? session.place().file() : FileNames.of(script, place.substring(0, colon));
        return script.linkedLines(new SourceMap.Place(file, Integer.parseInt(number)));
    }
}
