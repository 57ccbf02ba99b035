package dev.moonlet.analysis.proposal;

import dev.moonlet.script.Declaration;
import dev.moonlet.script.LuaType;

/**
 * A key or an argument that a script could declare.
 *
 * @param kind whether it is an entry of {@code KEYS} or of {@code ARGV}
 * @param index its entry, from 1; of any number of entries, the first
 * @param name its name
 * @param named whether the script shows the name; otherwise it is made from the index
 * @param type what the script takes it for
 * @param moment whether a time is one since 1970, rather than a time to live
 * @param form how many values there are
 * @param description what a comment of the script says about it; may be empty
 */
public record ProposedEntry(
        Declaration.Kind kind,
        int index,
        String name,
        boolean named,
        LuaType type,
        boolean moment,
        Form form,
        String description) {

    /** How many values an entry stands for. */
    public enum Form {
        /** One. */
        ONE,
        /** One, or none, where all entries behind it are left out too. */
        OPTIONAL,
        /** One that is the empty string where the caller has none. */
        EMPTY,
        /** Any number, one an entry. */
        REST
    }

    /** The entry as the script reads it, such as {@code ARGV[2]}; {@code ARGV[2...]} for any number. */
    public String entry() {
        return (kind == Declaration.Kind.KEY ? "KEYS[" : "ARGV[") + index + (form == Form.REST ? "...]" : "]");
    }

    /** The same with another type. */
    public ProposedEntry withType(LuaType other) {
        return new ProposedEntry(kind, index, name, named, other, moment, form, description);
    }

    /** The directive, without a description: {@code ---@arg rate number}. */
    public String directive() {
        return kind == Declaration.Kind.KEY
                ? "---@key " + name + keyMark()
                : "---@arg " + name + " " + type.notation() + argumentMark();
    }

    private String keyMark() {
        return switch (form) {
            case REST -> "...";
            case OPTIONAL -> "?";
            case ONE, EMPTY -> "";
        };
    }

    private String argumentMark() {
        return switch (form) {
            case REST -> "...";
            case OPTIONAL -> "?";
            case EMPTY -> " = ''";
            case ONE -> "";
        };
    }
}
