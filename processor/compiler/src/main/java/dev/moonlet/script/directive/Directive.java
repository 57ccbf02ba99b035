package dev.moonlet.script.directive;

import dev.moonlet.script.KeyExpression;
import dev.moonlet.script.LuaType;
import dev.moonlet.script.ReturnedError;
import dev.moonlet.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a comment line says to Moonlet. */
public sealed interface Directive {

    /** The whole comment. */
    Span span();

    /** What declares a key or an argument. */
    sealed interface Declared extends Directive {

        /** The name of the key or of the argument. */
        String name();

        /** Where the name is. */
        Span nameSpan();

        /** Whether it takes any number of them. */
        boolean rest();

        /** The text behind the declaration; may be empty. */
        String description();
    }

    /** {@code @include "path"}; {@code <library>/path} is the path {@code /library/path}. */
    record Include(Span span, String path, Span pathSpan) implements Directive {}

    /** {@code @pragma once} */
    record PragmaOnce(Span span) implements Directive {}

    /**
     * {@code @key name}, {@code @key name?}, {@code @key name = expression}, or {@code @key name...} for any number of keys.
     *
     * @param optional whether it may be left out
     */
    record Key(
            Span span,
            String name,
            Span nameSpan,
            boolean rest,
            boolean optional,
            Optional<KeyExpression> expression,
            String description)
            implements Declared {}

    /** {@code @arg name type = default}; where {@code rest}, {@code T...}, the type is that of the table. */
    record Argument(
            Span span,
            String name,
            Span nameSpan,
            LuaType type,
            boolean rest,
            Optional<String> defaultValue,
            String description)
            implements Declared {}

    /** {@code @shard name} */
    record Shard(Span span, String name, Span nameSpan, String description) implements Declared {

        @Override
        public boolean rest() {
            return false;
        }
    }

    /**
     * {@code @resume name type = first}
     *
     * @param first the position of the first slice, a literal of Lua
     */
    record Resume(Span span, String name, Span nameSpan, LuaType type, String first, String description)
            implements Declared {

        /** The types that a position can have. */
        public static final Set<LuaType> TYPES = Set.of(
                LuaType.Scalar.STRING,
                LuaType.Scalar.INTEGER,
                LuaType.Scalar.INT64,
                LuaType.Scalar.NUMBER,
                LuaType.Scalar.MILLISECONDS,
                LuaType.Scalar.SECONDS);

        @Override
        public boolean rest() {
            return false;
        }
    }

    /**
     * {@code @once name seconds}
     *
     * @param seconds how long outcomes are kept
     */
    record Once(Span span, String name, Span nameSpan, long seconds, String description) implements Declared {

        /** How long outcomes are kept where the script does not say: a day. */
        public static final long USUAL_SECONDS = 86_400;

        /** The longest time: a year. */
        public static final long MOST_SECONDS = 365 * USUAL_SECONDS;

        @Override
        public boolean rest() {
            return false;
        }
    }

    /** {@code @flags flag, flag} */
    record Flags(Span span, List<String> flags) implements Directive {
        /** Copies the list. */
        public Flags {
            flags = List.copyOf(flags);
        }
    }

    /** {@code @return type description}; where {@code percent}, the older form of redis-lua, {@code %return type}. */
    record Return(Span span, LuaType type, Span typeSpan, boolean percent, String description) implements Directive {}

    /** {@code @error code Name "text"} */
    record Failure(
            Span span, ReturnedError.Kind kind, String code, Span codeSpan, String name, Span nameSpan, String text)
            implements Directive {}

    /** {@code @enum Name java.Type} */
    record Constants(Span span, String name, Span nameSpan, String type, Span typeSpan) implements Directive {}
}
