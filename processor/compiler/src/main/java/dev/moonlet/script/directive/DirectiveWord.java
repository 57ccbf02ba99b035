package dev.moonlet.script.directive;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The words that begin directives, each with how a directive of it is written. */
enum DirectiveWord {
    INCLUDE("an include, write ---@include \"path\""),
    PRAGMA("it, write ---@pragma once"),
    KEY("a key, write ---@key name"),
    ARG("an argument, write ---@arg name type"),
    SHARD("the hash tag of a shard, write ---@shard name"),
    RETURN("the result, write ---@return type"),
    ERROR("a value that stands for a failure, write ---@error code Name \"text\""),
    ENUM("an enum of Java, write ---@enum Name java.Type"),
    FLAGS("flags, write ---@flags no-writes");

    /** The words as scripts write them. */
    static final List<String> ALL =
            Arrays.stream(values()).map(DirectiveWord::text).toList();

    private final String usage;

    DirectiveWord(String usage) {
        this.usage = usage;
    }

    /** The word that a text is; empty if it is none. */
    static Optional<DirectiveWord> of(String text) {
        return Arrays.stream(values()).filter(word -> word.text().equals(text)).findFirst();
    }

    /** How scripts write it. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it declares and how: {@code a key, write ---@key name}. */
    String usage() {
        return usage;
    }
}
