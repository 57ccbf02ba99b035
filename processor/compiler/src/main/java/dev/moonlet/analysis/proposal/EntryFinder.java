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
        EntryPresence presence = EntryPresence.of(script, entries, table);
        RestUses rest = RestUses.of(script, new Questions(script, entries, table), table);
        boolean open = reads.isOpen() && !rest.isCountedOnly();
        int firstOptional = open ? Integer.MAX_VALUE : presence.firstOptional();
        List<ProposedEntry> found = new ArrayList<>();
        for (int index = 1; index <= reads.highest(); index++) {
            Form form = form(kind, presence, types, index, firstOptional);
            LuaType type = isKey(kind) || form == Form.EMPTY ? LuaType.Scalar.STRING : types.of(index);
            found.add(entry(
                    kind,
                    table,
                    index,
                    names.of(index),
                    type,
                    type != LuaType.Scalar.STRING && types.isMoment(index),
                    form));
        }
        if (open) {
            int first = reads.highest() + 1;
            Optional<String> name = comments.name(table, first)
                    .map(words -> words.replaceFirst("(?<=[a-z])_?1$", "")) // task id 1
                    .or(rest::name);
            LuaType type = isKey(kind) ? LuaType.Scalar.STRING : rest.type();
            String made = isKey(kind) ? "keys" : "args";
            found.add(new ProposedEntry(
                    kind,
                    first,
                    free(name.orElse(made)),
                    name.isPresent(),
                    type,
                    false,
                    Form.REST,
                    comments.text(table, first)));
        }
        return found;
    }

    private static Form form(
            Declaration.Kind kind, EntryPresence presence, EntryTypes types, int index, int firstOptional) {
        if (!isKey(kind) && presence.isEmptied(index)) {
            // A number that is left out is the empty string only in front of others.
            boolean sent = presence.isAsked(index) || index < presence.lastRequired();
            return sent && types.isNumber(index) ? Form.OPTIONAL : Form.EMPTY;
        }
        boolean optional = index >= firstOptional || (!isKey(kind) && presence.isAskedAsNumber(index));
        return optional ? Form.OPTIONAL : Form.ONE;
    }

    private static boolean isKey(Declaration.Kind kind) {
        return kind == Declaration.Kind.KEY;
    }

    private ProposedEntry entry(
            Declaration.Kind kind,
            String table,
            int index,
            Optional<String> name,
            LuaType type,
            boolean moment,
            Form form) {
        String made = (isKey(kind) ? "key" : "arg") + index;
        return new ProposedEntry(
                kind,
                index,
                free(name.orElse(made)),
                name.isPresent(),
                type,
                moment,
                form,
                comments.text(table, index));
    }

    private String free(String wanted) {
        String name = wanted;
        for (int number = 2; globals.contains(name) || !taken.add(Names.normalized(name)); number++) {
            name = wanted + number;
        }
        return name;
    }
}
