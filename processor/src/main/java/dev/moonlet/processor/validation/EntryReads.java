package dev.moonlet.processor.validation;

import dev.moonlet.diagnostic.Label;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Bindings;
import dev.moonlet.lua.scope.ScopeResolver;
import dev.moonlet.script.LinkedChunk;
import dev.moonlet.source.Span;
import java.util.Optional;

/** Which entries of {@code KEYS} or {@code ARGV} a script reads. */
final class EntryReads {

    private int highest;
    private Optional<Label> place = Optional.empty();
    private boolean open;

    private EntryReads() {}

    /** Reads of a table, by its global name, in a linked script. */
    static EntryReads of(LinkedChunk linked, String table) {
        EntryReads reads = new EntryReads();
        Bindings bindings = ScopeResolver.resolve(linked.chunk().block());
        new Walker() {

            private int constantReads;

            @Override
            protected void visit(Expression.Variable node) {
                if (bindings.isGlobal(node, table)) {
                    constantReads++; // taken back where it turns out to be the object of a constant index
                    reads.open = true;
                }
            }

            @Override
            protected void visit(Expression.Index node) {
                if (bindings.isGlobal(node.object(), table)
                        && node.key() instanceof Expression.Numeral index
                        && index.value() == Math.rint(index.value())) {
                    reads.read((int) index.value(), linked, node);
                    constantReads--;
                    reads.open = constantReads > 0;
                } else {
                    super.visit(node);
                }
            }
        }.walk(linked.chunk().block());
        return reads;
    }

    private void read(int index, LinkedChunk linked, Expression node) {
        if (index > highest) {
            highest = index;
            place = Optional.of(linked.places().source(new Span(node.start(), node.end())));
        }
    }

    /** The highest index that is written out; 0 if none is. */
    int highest() {
        return highest;
    }

    /** Where the highest index is read. */
    Optional<Label> place() {
        return place;
    }

    /** Whether the table is also used in another way: its length, a calculated index, or as a whole. */
    boolean isOpen() {
        return open;
    }
}
