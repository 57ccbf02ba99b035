package dev.moonlet.script.directive;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The words that begin directives, each with how a directive of it is written. */
public enum DirectiveWord {
    /** {@code @include} */
    INCLUDE("Splices the text of a file here.", "an include, write ---@include \"path\""),
    /** {@code @pragma} */
    PRAGMA("This file is spliced at most once into a script.", "it, write ---@pragma once"),
    /** {@code @key} */
    KEY("The next entry of KEYS, as a local of this name.", "a key, write ---@key name"),
    /** {@code @arg} */
    ARG("The next entry of ARGV, decoded, as a local of this name.", "an argument, write ---@arg name type"),
    /** {@code @shard} */
    SHARD(
            "A hash tag that maps to the shard the call runs on, as a local of this name.",
            "the hash tag of a shard, write ---@shard name"),
    /** {@code @resume} */
    RESUME(
            "The position from which a slice of a long job goes on, as a local of this name.",
            "the position of a resumable script, write ---@resume name type = first"),
    /** {@code @once} */
    ONCE(
            "The caller's request id, as a local of this name: a repeated request gets the outcome of the first.",
            "the request id, write ---@once name"),
    /** {@code @return} */
    RETURN("The type of the result: it is encoded by Lua and decoded in Java.", "the result, write ---@return type"),
    /** {@code @error} */
    ERROR(
            "A returned value that stands for a failure: an exception in Java, or a case of a sealed result.",
            "a value that stands for a failure, write ---@error code Name \"text\""),
    /** {@code @enum} */
    ENUM("A table of the constants of a Java enum.", "an enum of Java, write ---@enum Name java.Type"),
    /** {@code @flags} */
    FLAGS("The flags of the script on Redis 7 and later, such as no-writes.", "flags, write ---@flags no-writes");

    /** The words as scripts write them. */
    public static final List<String> ALL =
            Arrays.stream(values()).map(DirectiveWord::text).toList();

    private final String meaning;
    private final String usage;

    DirectiveWord(String meaning, String usage) {
        this.meaning = meaning;
        this.usage = usage;
    }

    /** The word that a text is; empty if it is none. */
    public static Optional<DirectiveWord> of(String text) {
        return Arrays.stream(values()).filter(word -> word.text().equals(text)).findFirst();
    }

    /** How scripts write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it declares and how: {@code a key, write ---@key name}. */
    public String usage() {
        return usage;
    }

    /** What it means, in a sentence. */
    public String meaning() {
        return meaning;
    }
}
