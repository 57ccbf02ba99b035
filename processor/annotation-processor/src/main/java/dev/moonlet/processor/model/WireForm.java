package dev.moonlet.processor.model;

import dev.moonlet.script.LuaType;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A form in which values of any Java type travel, which a codec of the implementation writes and reads. */
public enum WireForm {
    /** JSON. */
    JSON("json", "JsonCodec"),
    /** MessagePack. */
    MSGPACK("msgpack", "MsgpackCodec");

    private final String notation;
    private final String codec;

    WireForm(String notation, String codec) {
        this.notation = notation;
        this.codec = codec;
    }

    /** The form that a declared type has; empty if it has none. */
    public static Optional<WireForm> of(LuaType type) {
        return Stream.of(values())
                .filter(form -> form.notation.equals(type.notation()))
                .findFirst();
    }

    /** The forms of several values. */
    static Set<WireForm> all(Stream<Set<WireForm>> forms) {
        EnumSet<WireForm> all = EnumSet.noneOf(WireForm.class);
        forms.forEach(all::addAll);
        return all;
    }

    /** How scripts write it, and what methods and fields are called that have to do with it. */
    public String notation() {
        return notation;
    }

    /** The type of the codec in {@code dev.moonlet}. */
    public String codec() {
        return codec;
    }
}
