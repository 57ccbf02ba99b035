package dev.moonlet.redis;

import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.NestedMultiOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** The commands of a server in the notation of {@code commands.txt}, which {@link CommandTable} describes. */
final class CommandDefinitions {

    private static final int NAME = 0;
    private static final int ARITY = 1;
    private static final int FLAGS = 2;
    private static final int FIRST_KEY = 3;
    private static final int LAST_KEY = 4;
    private static final int KEY_STEP = 5;
    private static final int KEYS = 8;
    private static final int SUBCOMMANDS = 9;

    /** The flags that matter to scripts. */
    private static final Set<String> KNOWN_FLAGS = Set.of("write", "readonly", "noscript", "blocking", "movablekeys");

    /** What tells of a key how it is used. */
    private static final Set<String> KEY_FLAGS = Set.of("RO", "RW", "OW", "RM", "not_key", "incomplete");

    /** A sign that stands for nothing in a table of columns. */
    private static final String NONE = "-";

    private final Map<String, Description> docs;
    private final Set<String> lines = new TreeSet<>();

    private CommandDefinitions(Map<String, Description> docs) {
        this.docs = docs;
    }

    /** The definitions of a server that describes its commands. */
    static Set<String> of(StatefulRedisConnection<String, String> connection) {
        Map<String, Description> docs = new HashMap<>();
        new Description(ask(connection, "DOCS")).forEach((name, description) -> add(docs, name, description));
        CommandDefinitions definitions = new CommandDefinitions(docs);
        ask(connection).forEach(command -> definitions.add((List<?>) command));
        return definitions.lines;
    }

    /** What a server says of its commands in the notation of {@code command-docs.txt}. */
    static Set<String> descriptions(StatefulRedisConnection<String, String> connection) {
        Map<String, Description> docs = new HashMap<>();
        new Description(ask(connection, "DOCS")).forEach((name, description) -> add(docs, name, description));
        Set<String> lines = new TreeSet<>();
        docs.forEach((name, description) -> lines.add(String.join(
                "\t",
                name.replace('|', ' ').toUpperCase(Locale.ROOT),
                description.text("complexity"),
                description.text("summary").replaceAll("\\s+", " "))));
        return lines;
    }

    /**
     * The definitions of a server that does not describe its commands: those of a newer one, without what came later.
     *
     * @param newer the definitions of that one
     * @param version the version of the older one, such as {@code 6.0}
     */
    static Set<String> of(StatefulRedisConnection<String, String> connection, Set<String> newer, String version) {
        Map<String, List<?>> own = new HashMap<>();
        ask(connection).forEach(command -> own.put(name((List<?>) command), (List<?>) command));
        Set<String> lines = new TreeSet<>();
        newer.forEach(line -> {
            String[] columns = line.split("\t", -1);
            List<?> command = own.remove(columns[0].split(" ", 2)[0]);
            if (command != null) {
                own.put(name(command), command);
                boolean whole = columns[0].equals(name(command));
                if (whole || !isLater(columns[3], version)) {
                    columns[1] = whole ? String.valueOf(command.get(ARITY)) : columns[1];
                    columns[4] = isLater(columns[4].split(" ", 2)[0], version) ? NONE : columns[4];
                    columns[2] = flags((List<?>) command.get(FLAGS), KNOWN_FLAGS);
                    columns[6] = Grammar.parse(columns[6])
                            .without(since -> isLater(since, version))
                            .toString();
                    lines.add(String.join("\t", columns));
                }
            }
        });
        newer.forEach(line -> own.remove(line.split("[ \t]", 2)[0]));
        own.values()
                .forEach(command -> lines.add(String.join(
                        "\t",
                        name(command),
                        String.valueOf(command.get(ARITY)),
                        flags((List<?>) command.get(FLAGS), KNOWN_FLAGS),
                        NONE,
                        NONE,
                        keyRange(command),
                        NONE)));
        return lines;
    }

    private static String keyRange(List<?> command) {
        long first = (Long) command.get(FIRST_KEY);
        long last = (Long) command.get(LAST_KEY);
        return first == 0
                ? NONE
                : first + ",range:" + (last < 0 ? last : last - first) + ":" + command.get(KEY_STEP) + ":0,RW";
    }

    private static boolean isLater(String since, String version) {
        return !since.equals(NONE) && number(since) > number(version);
    }

    private static int number(String version) {
        String[] parts = version.split("\\.", -1);
        return Integer.parseInt(parts[0]) * 1000 + Integer.parseInt(parts[1]);
    }

    private static List<Object> ask(StatefulRedisConnection<String, String> connection, String... words) {
        CommandArgs<String, String> arguments = new CommandArgs<>(StringCodec.UTF8);
        List.of(words).forEach(arguments::add);
        return connection.sync().dispatch(CommandType.COMMAND, new NestedMultiOutput<>(StringCodec.UTF8), arguments);
    }

    private static void add(Map<String, Description> docs, String name, Object description) {
        Description fields = new Description((List<?>) description);
        docs.put(name, fields);
        fields.of("subcommands").forEach((subcommand, value) -> add(docs, subcommand, value));
    }

    /** Names and what belongs to them, one behind another, as RESP2 has maps. */
    private record Description(List<?> pairs) {

        static final Description NONE = new Description(List.of());

        void forEach(BiConsumer<String, Object> action) {
            for (int i = 0; i < pairs.size(); i += 2) {
                action.accept(String.valueOf(pairs.get(i)), pairs.get(i + 1));
            }
        }

        boolean has(String name) {
            return index(name) >= 0;
        }

        /** What belongs to a name; a sign for nothing if there is no such name. */
        String text(String name) {
            return has(name) ? String.valueOf(pairs.get(index(name))) : CommandDefinitions.NONE;
        }

        List<?> list(String name) {
            return has(name) ? (List<?>) pairs.get(index(name)) : List.of();
        }

        Description of(String name) {
            return new Description(list(name));
        }

        private int index(String name) {
            for (int i = 0; i < pairs.size(); i += 2) {
                if (pairs.get(i).toString().equals(name)) {
                    return i + 1;
                }
            }
            return -1;
        }
    }

    private static String name(List<?> command) {
        return command.get(NAME).toString().toUpperCase(Locale.ROOT).replace('|', ' ');
    }

    private void add(List<?> command) {
        List<?> subcommands = (List<?>) command.get(SUBCOMMANDS);
        subcommands.forEach(subcommand -> add((List<?>) subcommand));
        List<?> flags = (List<?>) command.get(FLAGS);
        Description doc = docs.getOrDefault(command.get(NAME).toString(), Description.NONE);
        boolean described = subcommands.isEmpty() && !flags.contains("noscript");
        lines.add(String.join(
                "\t",
                name(command),
                String.valueOf(command.get(ARITY)),
                flags(flags, KNOWN_FLAGS),
                doc.text("since"),
                deprecation(doc),
                keys((List<?>) command.get(KEYS)),
                described ? GrammarWriter.sequence(doc.list("arguments")) : NONE));
    }

    private static String deprecation(Description doc) {
        return doc.has("deprecated_since") ? doc.text("deprecated_since") + " " + doc.text("replaced_by") : NONE;
    }

    private static String flags(List<?> flags, Set<String> known) {
        return orNone(flags.stream()
                .map(String::valueOf)
                .filter(known::contains)
                .sorted()
                .collect(Collectors.joining(",")));
    }

    private static String orNone(String text) {
        return text.isEmpty() ? NONE : text;
    }

    /** Where keys are: where they begin, which words they are, and how they are used. */
    private static String keys(List<?> specs) {
        return orNone(specs.stream()
                .map(spec -> new Description((List<?>) spec))
                .map(spec -> begin(spec.of("begin_search")) + "," + find(spec.of("find_keys")) + ","
                        + flags(spec.list("flags"), KEY_FLAGS).replace(',', '+'))
                .collect(Collectors.joining(" ")));
    }

    private static String begin(Description search) {
        Description spec = search.of("spec");
        return switch (search.text("type")) {
            case "index" -> spec.text("index");
            case "keyword" -> spec.text("keyword") + "@" + spec.text("startfrom");
            default -> "unknown";
        };
    }

    private static String find(Description search) {
        Description spec = search.of("spec");
        return switch (search.text("type")) {
            case "range" -> "range:" + spec.text("lastkey") + ":" + spec.text("keystep") + ":" + spec.text("limit");
            case "keynum" ->
                "count:" + spec.text("keynumidx") + ":" + spec.text("firstkey") + ":" + spec.text("keystep");
            default -> "unknown";
        };
    }

    /** Writes the arguments that a server describes. */
    private static final class GrammarWriter {

        /** Servers older than this are not known, so it does not matter which of them lack something. */
        private static final String OLDEST = "6.0";

        private GrammarWriter() {}

        static String sequence(List<?> arguments) {
            return orNone(arguments.stream()
                    .map(argument -> element(new Description((List<?>) argument)))
                    .collect(Collectors.joining(" ")));
        }

        private static String element(Description argument) {
            List<?> flags = argument.list("flags");
            boolean optional = flags.contains("optional");
            boolean repeated = flags.contains("multiple");
            String token = argument.has("token") ? token(argument.text("token")) : "";
            String value = value(argument);
            String since = isLater(argument.text("since"), OLDEST) ? "@" + argument.text("since") : "";
            if (token.isEmpty() || value.isEmpty()) {
                String alone = token + value;
                if (repeated) {
                    return (optional ? "[" + alone + "...]" : alone + "...") + since;
                }
                String inside = alone.startsWith("(") ? alone.substring(1, alone.length() - 1) : alone;
                return (optional ? "[" + inside + "]" : alone) + since;
            }
            String both = flags.contains("multiple_token")
                    ? "(" + token + " " + value + ")..."
                    : token + " " + value + (repeated ? "..." : "");
            if (optional) {
                return "[" + both + "]" + since;
            }
            return since.isEmpty() ? both : "(" + both + ")" + since;
        }

        private static String token(String token) {
            return new Grammar.Token(token).toString();
        }

        private static String value(Description argument) {
            String type = argument.text("type");
            return switch (type) {
                case "pure-token" -> "";
                case "block" -> "(" + sequence(argument.list("arguments")) + ")";
                case "oneof" ->
                    argument.list("arguments").stream()
                            .map(part -> element(new Description((List<?>) part)))
                            .collect(Collectors.joining("|", "(", ")"));
                case "key" -> {
                    String keys = argument.has("key_spec_index") ? argument.text("key_spec_index") : "0";
                    yield name(argument) + ":key" + (keys.equals("0") ? "" : "#" + keys);
                }
                default -> name(argument) + ":" + type;
            };
        }

        private static String name(Description argument) {
            return argument.text("name").toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        }
    }
}
