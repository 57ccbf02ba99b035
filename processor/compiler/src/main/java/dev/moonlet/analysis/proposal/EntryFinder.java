package dev.moonlet.analysis.proposal;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.EntryReads;
import dev.moonlet.analysis.proposal.ProposedEntry.Form;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.script.Declaration;
import dev.moonlet.script.LuaType;
import dev.moonlet.script.Names;
import dev.moonlet.script.link.LinkedChunk;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Finds the keys and arguments of a script that declares none. Its names are those that it may declare beside its own. */
final class EntryFinder {

    private static final String KEYS = "KEYS";
    private static final String ARGV = "ARGV";

    private final LinkedChunk linked;
    private final AnalyzedScript script;
    private final EntryComments comments;

    /** Names of globals, which a declaration would hide. */
    private final Set<String> globals = new HashSet<>(Set.of(KEYS, ARGV));

    /** The names that are given, as Java compares them. */
    private final Set<String> taken = new HashSet<>();

    EntryFinder(LinkedChunk linked, AnalyzedScript script) {
        this.linked = linked;
        this.script = script;
        this.comments = EntryComments.of(script.places());
        script.bindings().globalReads().stream().map(Expression.Variable::name).forEach(globals::add);
        script.bindings().globalWrites().stream().map(Expression.Variable::name).forEach(globals::add);
    }

    /** The keys, to be asked for first. */
    List<ProposedEntry> keys() {
        return entries(Declaration.Kind.KEY, KEYS);
    }

    /** The arguments. */
    List<ProposedEntry> arguments() {
        return entries(Declaration.Kind.ARGUMENT, ARGV);
    }

    private List<ProposedEntry> entries(Declaration.Kind kind, String table) {
        EntryReads reads = EntryReads.of(linked, table);
        Entries entries = Entries.of(script, table);
        EntryNames names = EntryNames.of(script, entries, comments, table);
        EntryTypes types = EntryTypes.of(script, entries);
        int firstOptional = firstOptional(reads, types);
        List<ProposedEntry> found = new ArrayList<>();
        for (int index = 1; index <= reads.highest(); index++) {
            boolean emptied = !isKey(kind) && types.isEmptied(index);
            boolean optional = index >= firstOptional || (!isKey(kind) && types.isAskedAsNumber(index));
            Form form = emptied ? Form.EMPTY : optional ? Form.OPTIONAL : Form.ONE;
            LuaType type = isKey(kind) || emptied ? LuaType.Scalar.STRING : types.of(index);
            found.add(entry(kind, table, index, names.of(index), type, form));
        }
        if (reads.isOpen()) {
            int first = reads.highest() + 1;
            Optional<String> name = comments.name(table, first);
            String made = isKey(kind) ? "keys" : "args";
            found.add(new ProposedEntry(
                    kind,
                    first,
                    free(name.orElse(made)),
                    name.isPresent(),
                    LuaType.Scalar.STRING,
                    Form.REST,
                    comments.text(table, first)));
        }
        return found;
    }

    private static boolean isKey(Declaration.Kind kind) {
        return kind == Declaration.Kind.KEY;
    }

    private ProposedEntry entry(
            Declaration.Kind kind, String table, int index, Optional<String> name, LuaType type, Form form) {
        String made = (isKey(kind) ? "key" : "arg") + index;
        return new ProposedEntry(
                kind, index, free(name.orElse(made)), name.isPresent(), type, form, comments.text(table, index));
    }

    /**
     * The first entry from which on all may be left out: the script asks whether it is there, and reads the others where others hold
     * that it asks about.
     */
    private static int firstOptional(EntryReads reads, EntryTypes types) {
        int required = reads.highestRequired();
        return reads.isOpen()
                ? Integer.MAX_VALUE
                : IntStream.rangeClosed(required + 1, reads.highest())
                        .filter(types::isAsked)
                        .findFirst()
                        .orElse(Integer.MAX_VALUE);
    }

    private String free(String wanted) {
        String name = wanted;
        for (int number = 2; globals.contains(name) || !taken.add(Names.normalized(name)); number++) {
            name = wanted + number;
        }
        return name;
    }
}
