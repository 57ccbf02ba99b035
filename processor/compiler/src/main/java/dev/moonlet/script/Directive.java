package dev.moonlet.script;

import dev.moonlet.source.Span;
import java.util.List;
import java.util.Optional;

/** What a comment line says to Moonlet. */
sealed interface Directive {

    /** The whole comment. */
    Span span();

    /** The name of the key or of the argument that it declares; empty if it is another directive. */
    default Optional<String> declaredName() {
        if (this instanceof Key key) {
            return Optional.of(key.name());
        }
        return this instanceof Argument argument ? Optional.of(argument.name()) : Optional.empty();
    }

    /** {@code @include "path"}; {@code <library>/path} is the path {@code /library/path}. */
    record Include(Span span, String path, Span pathSpan) implements Directive {}

    /** {@code @pragma once} */
    record PragmaOnce(Span span) implements Directive {}

    /** {@code @key name}, or {@code @key name...} for all the rest. */
    record Key(Span span, String name, Span nameSpan, boolean rest, String description) implements Directive {}

    /** {@code @arg name type = default}; where {@code rest}, {@code T...}, the type is that of the table. */
    record Argument(
            Span span,
            String name,
            Span nameSpan,
            LuaType type,
            boolean rest,
            Optional<String> defaultValue,
            String description)
            implements Directive {}

    /** {@code @flags flag, flag} */
    record Flags(Span span, List<String> flags) implements Directive {
        /** Copies the list. */
        public Flags {
            flags = List.copyOf(flags);
        }
    }

    /** {@code @return type description}; redis-lua's {@code %return type} casts. */
    record Return(Span span, LuaType type, Span typeSpan, boolean casts, String description) implements Directive {}
}
