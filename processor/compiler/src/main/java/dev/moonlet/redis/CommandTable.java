package dev.moonlet.redis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The commands of all servers that are known. Immutable.
 *
 * <p>A line of the table has the name of a command, how many words it takes, its flags, since when it is there, since when it is
 * deprecated and what replaces it, where its keys are, and its arguments, with tabs between them; then the servers that have it
 * in this form. {@code CommandTableIT} compares the lines with those servers.
 *
 * @see <a href="https://redis.io/docs/latest/commands/command-docs/">COMMAND DOCS</a>
 */
public final class CommandTable {

    /** Commands of no key, which servers do not call reading. */
    private static final Set<String> OF_NO_KEY = Set.of("ECHO", "INFO", "LASTSAVE", "PING", "TIME");

    /** It counts, and hands what it counted to replicas: servers refuse it in a script that only reads. */
    private static final String COUNTING = "PFCOUNT";

    /** What the names of commands of modules have, which the table does not know: {@code JSON.GET}. */
    private static final char OF_MODULES = '.';

    /** The option of commands that wait only if they are asked to. */
    private static final String BLOCK = "BLOCK";

    /** Commands and options of servers that are newer than those of the table. */
    private static final Set<String> NEWER = Set.of(
            "DELEX", "DELIFEQ", "DIGEST", "MSETEX", "XACKDEL", "XDELEX", // commands
            "IFNE", "IFDEQ", "IFDNE", "KEEPREF", "DELREF", "ACKED", "CLAIM");

    /** Operations of newer servers. */
    private static final Set<String> NEWER_OPERATIONS = Set.of("DIFF", "DIFF1", "ANDOR", "ONE");

    private static final String RESOURCE = "commands.txt";
    private static final CommandTable INSTANCE = new CommandTable();

    private final Map<String, List<Command>> commands = new HashMap<>();

    /** Commands that have subcommands. */
    private final Map<String, Set<String>> subcommands = new HashMap<>();

    private final Set<Server> servers;

    private CommandTable() {
        ServersByName.read(RESOURCE).forEach((line, having) -> {
            Command command = Command.parse(line, having);
            commands.computeIfAbsent(command.name(), name -> new ArrayList<>()).add(command);
            int blank = command.name().indexOf(' ');
            if (blank > 0) {
                subcommands
                        .computeIfAbsent(command.name().substring(0, blank), name -> new TreeSet<>())
                        .add(command.name().substring(blank + 1));
            }
        });
        servers = commands.values().stream()
                .flatMap(List::stream)
                .flatMap(command -> command.servers().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The table. */
    public static CommandTable get() {
        return INSTANCE;
    }

    /** The names of all commands, without subcommands. */
    public Set<String> names() {
        return commands.keySet().stream()
                .filter(name -> name.indexOf(' ') < 0)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The subcommands of a command; none if it has none. */
    public Set<String> subcommands(String command) {
        return subcommands.getOrDefault(command.toUpperCase(Locale.ROOT), Set.of());
    }

    /**
     * Whether a command only reads, and scripts may run it, on any server that has it.
     *
     * @param command its name, in capitals
     * @param subcommand the word behind it, in capitals; empty if there is none or if that is not known
     */
    public boolean isReading(String command, String subcommand) {
        List<Command> forms = subcommands.containsKey(command)
                ? commands.getOrDefault(command + " " + subcommand, List.of())
                : commands.getOrDefault(command, List.of());
        return !forms.isEmpty()
                && !command.equals(COUNTING)
                && forms.stream()
                        .allMatch(
                                form -> !form.has("noscript") && (form.has("readonly") || OF_NO_KEY.contains(command)));
    }

    /**
     * Whether a call writes, on all servers that have its command.
     *
     * @param words the name of the command and what follows, each empty if it is not known
     */
    public boolean isWriting(List<Optional<String>> words) {
        List<Command> forms = forms(words);
        return !forms.isEmpty() && forms.stream().allMatch(form -> form.has("write"));
    }

    /**
     * The numbers of the words of a call that have to be whole numbers, among those that come before any option.
     *
     * @param words the name of the command and what follows, each empty if it is not known
     */
    public Set<Integer> integers(List<Optional<String>> words) {
        return forms(words).stream()
                .map(form -> form.integers(words.size()))
                .reduce((first, second) -> {
                    first.retainAll(second);
                    return first;
                })
                .orElse(Set.of());
    }

    /**
     * The numbers of the words of a call that are certainly keys, and what the command does with each.
     *
     * @param words the name of the command and what follows, each empty if it is not known
     * @param open whether more words may follow
     */
    public Map<Integer, KeyUse> keys(List<Optional<String>> words, boolean open) {
        return forms(words).stream()
                .map(form -> KeyPlaces.of(form.keys(), words, open))
                .reduce((first, second) -> {
                    first.keySet().retainAll(second.keySet());
                    first.replaceAll((place, use) -> use.and(second.getOrDefault(place, use)));
                    return first;
                })
                .orElse(Map.of());
    }

    /**
     * The name of the command that a call runs, in capitals, with its subcommand; empty if it is not known.
     *
     * @param words the name of the command and what follows, each empty if it is not known
     */
    public Optional<String> name(List<Optional<String>> words) {
        return forms(words).stream().map(Command::name).findFirst();
    }

    /**
     * Whether a call would wait if a script did not make it.
     *
     * @param words the name of the command and what follows, each empty if it is not known
     */
    public boolean isBlocking(List<Optional<String>> words) {
        List<Command> forms = forms(words);
        boolean optional = forms.stream().anyMatch(form -> form.notation()
                .filter(text -> text.contains("[" + BLOCK + " "))
                .isPresent());
        return forms.stream().anyMatch(form -> form.has("blocking"))
                && (!optional
                        || words.stream().anyMatch(word -> word.filter(BLOCK::equalsIgnoreCase)
                                .isPresent()));
    }

    /** The forms that the command of a call has on servers; none if that is not known. */
    private List<Command> forms(List<Optional<String>> words) {
        if (words.isEmpty() || words.get(0).isEmpty()) {
            return List.of();
        }
        String name = words.get(0).get().toUpperCase(Locale.ROOT);
        String subcommand = words.size() > 1 ? words.get(1).orElse("").toUpperCase(Locale.ROOT) : "";
        return commands.getOrDefault(subcommands.containsKey(name) ? name + " " + subcommand : name, List.of());
    }

    /**
     * The end of a command that should not be used any more.
     *
     * @param command its name
     * @param since the version since which it is deprecated
     * @param replacement what replaces it, in the words of the server; may be empty
     */
    public record Deprecation(String command, String since, String replacement) {}

    /**
     * Whether a call is of a command that the newest servers call deprecated.
     *
     * @param words the name of the command and what follows, each empty if it is not known
     */
    public Optional<Deprecation> deprecation(List<Optional<String>> words) {
        return forms(words).stream()
                .filter(form -> form.deprecation().isPresent())
                .findFirst()
                .map(form -> new Deprecation(
                        form.name(),
                        form.deprecation().get().since(),
                        form.deprecation().get().replacement()));
    }

    /**
     * Why every server refuses a call.
     *
     * @param words the name of the command and what follows, each empty if it is not known
     * @param open whether more words may follow
     * @return empty if some server may accept the call; of several reasons, that of the server that comes furthest
     */
    public Optional<CommandRefusal> refusal(List<Optional<String>> words, boolean open) {
        if (words.stream().anyMatch(word -> word.filter(text -> NEWER.contains(text.toUpperCase(Locale.ROOT)))
                        .isPresent())
                || words.stream()
                        .skip(1)
                        .limit(1)
                        .flatMap(Optional::stream)
                        .anyMatch(text -> NEWER_OPERATIONS.contains(text.toUpperCase(Locale.ROOT)))) {
            return Optional.empty();
        }
        CommandRefusal reason = null;
        for (Server server : servers) {
            Optional<CommandRefusal> refusal = refusal(words, open, server);
            if (refusal.isEmpty()) {
                return Optional.empty();
            }
            if (reason == null || refusal.get().compareTo(reason) >= 0) {
                reason = refusal.get();
            }
        }
        return Optional.ofNullable(reason);
    }

    /**
     * Why a server that a project supports refuses a call.
     *
     * @param words the name of the command and what follows, each empty if it is not known
     * @param open whether more words may follow
     * @param supported the oldest servers; if there is none, every server has to refuse it
     */
    public Optional<CommandRefusal> refusal(
            List<Optional<String>> words, boolean open, List<SupportedServer> supported) {
        if (supported.isEmpty()) {
            return refusal(words, open);
        }
        return supported.stream()
                .flatMap(oldest ->
                        known(oldest).stream().flatMap(server -> refusal(words, open, server, oldest).stream()))
                .findFirst();
    }

    /** Why a server refuses a call, or the oldest one that is supported, which may have less. */
    private Optional<CommandRefusal> refusal(
            List<Optional<String>> words, boolean open, Server server, SupportedServer oldest) {
        return refusal(words, open, server)
                .map(refusal -> refusal.of(server.title()))
                .or(() -> refusal(words, open, server, Optional.of(oldest))
                        .map(refusal -> refusal.of(oldest.toString())));
    }

    /** The servers of the table that are as new as one, or newer; the newest of them if it is newer than all. */
    private List<Server> known(SupportedServer oldest) {
        List<Server> same = servers.stream()
                .filter(server -> server.product() == oldest.oldest().product())
                .toList();
        List<Server> newer = same.stream()
                .filter(server -> server.compareTo(oldest.oldest()) >= 0)
                .toList();
        return newer.isEmpty() ? same.subList(same.size() - 1, same.size()) : newer;
    }

    /** Why one server refuses a call; empty if it may accept it. */
    Optional<CommandRefusal> refusal(List<Optional<String>> words, boolean open, Server server) {
        return refusal(words, open, server, Optional.empty());
    }

    /**
     * Why one server refuses a call; empty if it may accept it.
     *
     * @param oldest an older one, of which it is asked in its place: what was added later does not count
     */
    private Optional<CommandRefusal> refusal(
            List<Optional<String>> words, boolean open, Server server, Optional<SupportedServer> oldest) {
        if (words.isEmpty() || words.get(0).isEmpty()) {
            return Optional.empty();
        }
        String name = words.get(0).get().toUpperCase(Locale.ROOT);
        if (name.indexOf(OF_MODULES) >= 0) {
            return Optional.empty();
        }
        Optional<Command> found = name.indexOf(' ') < 0 ? find(name, server) : Optional.empty();
        if (found.isEmpty()) {
            return Optional.of(CommandRefusal.unknown(name));
        }
        Command command = found.get();
        if (isLater(command, oldest)) {
            return Optional.of(CommandRefusal.later(command, CommandRefusal.Reason.UNKNOWN_COMMAND));
        }
        int named = 1;
        if (subcommands.containsKey(name) && words.size() > 1) {
            if (words.get(1).isEmpty()) {
                return Optional.empty();
            }
            String full = name + " " + words.get(1).get().toUpperCase(Locale.ROOT);
            Optional<Command> subcommand = find(full, server);
            if (subcommand.isEmpty() && hasSubcommands(name, server)) {
                return Optional.of(CommandRefusal.unknownSubcommand(full));
            }
            if (subcommand.isPresent() && isLater(subcommand.get(), oldest)) {
                return Optional.of(CommandRefusal.later(subcommand.get(), CommandRefusal.Reason.UNKNOWN_SUBCOMMAND));
            }
            named = subcommand.isPresent() ? 2 : 1;
            command = subcommand.orElse(command);
        }
        return refusal(command, server, oldest, words, named, open);
    }

    private static boolean isLater(Command command, Optional<SupportedServer> oldest) {
        return oldest.isPresent()
                && command.since().filter(oldest.get()::isOlderThan).isPresent();
    }

    private static Optional<CommandRefusal> refusal(
            Command command,
            Server server,
            Optional<SupportedServer> oldest,
            List<Optional<String>> words,
            int named,
            boolean open) {
        if (command.has("noscript")) {
            return Optional.of(CommandRefusal.notInScripts(command, server));
        }
        if (open) {
            return command.arity() > 0 && words.size() > command.arity()
                    ? Optional.of(CommandRefusal.count(command, server, words.size()))
                    : Optional.empty();
        }
        if (!command.accepts(words.size())) {
            return Optional.of(CommandRefusal.count(command, server, words.size()));
        }
        List<Optional<String>> arguments = words.subList(named, words.size());
        Optional<Grammar> grammar = command.grammar(server)
                .map(all ->
                        oldest.map(version -> all.without(version::isOlderThan)).orElse(all));
        OptionalInt mismatch =
                grammar.map(all -> GrammarMatcher.mismatch(all, arguments)).orElse(OptionalInt.empty());
        if (mismatch.isEmpty()) {
            mismatch = CommandRules.get().violation(command.name(), server, arguments, grammar);
        }
        return mismatch.isPresent()
                ? Optional.of(CommandRefusal.argument(command, server, named + mismatch.getAsInt()))
                : Optional.empty();
    }

    /** The forms that a command has on servers, by its name in capitals, with a blank before the subcommand. */
    List<Command> forms(String name) {
        return commands.getOrDefault(name, List.of());
    }

    /** The commands of a server. */
    List<Command> commands(Server server) {
        return commands.values().stream()
                .flatMap(List::stream)
                .filter(command -> command.servers().contains(server))
                .sorted(Comparator.comparing(Command::name))
                .toList();
    }

    private Optional<Command> find(String name, Server server) {
        return commands.getOrDefault(name, List.of()).stream()
                .filter(command -> command.servers().contains(server))
                .findFirst();
    }

    private boolean hasSubcommands(String name, Server server) {
        return subcommands(name).stream()
                .anyMatch(sub -> find(name + " " + sub, server).isPresent());
    }
}
