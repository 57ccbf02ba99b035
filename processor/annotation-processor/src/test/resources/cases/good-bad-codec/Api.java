package app;

import dev.moonlet.Codec;
import dev.moonlet.LuaScript;

/** Codecs that generated code of this package can use, if only just. */
@LuaScript("pay")
interface Api {
    @Codec(PackageCodec.class)
    Money nested(@Codec(Nested.Inherited.class) Money amount);

    String record(@Codec(RecordCodec.class) Money amount);
}
