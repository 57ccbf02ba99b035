package dev.moonlet.test;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.moonlet.JsonCodec;
import dev.moonlet.MsgpackCodec;
import dev.moonlet.jackson.Jackson3Codec;
import dev.moonlet.jackson.JacksonCodec;
import dev.moonlet.jackson.JacksonMsgpackCodec;
import org.msgpack.jackson.dataformat.MessagePackFactory;

/**
 * The codecs that implementations take beside their executor. By default those are Jackson's, with the modules on the class
 * path. A class of yours overrides what your application does in another way; it has a constructor without parameters:
 *
 * <pre>{@code
 * final class AppCodecs implements TestCodecs {
 *     @Override
 *     public JsonCodec json() {
 *         return new JacksonCodec(App.objectMapper());
 *     }
 * }
 *
 * @MoonletTest(codecs = AppCodecs.class)
 * class OrdersTest {}
 * }</pre>
 *
 * @see <a href="https://github.com/FasterXML/jackson-databind">jackson-databind</a>
 */
public interface TestCodecs {

    /**
     * The codec for {@code json}: Jackson 3 if it is on the class path, else Jackson 2.
     *
     * @throws IllegalStateException if neither is there
     */
    default JsonCodec json() {
        try {
            return Jackson3.json();
        } catch (NoClassDefFoundError missing) {
            try {
                return Jackson2.json();
            } catch (NoClassDefFoundError e) {
                throw new IllegalStateException(
                        "there is no codec for JSON: add com.fasterxml.jackson.core:jackson-databind to the test"
                                + " dependencies, or name your own with TestCodecs",
                        e);
            }
        }
    }

    /**
     * The codec for {@code msgpack}: Jackson 2 with jackson-dataformat-msgpack.
     *
     * @throws IllegalStateException if that is not there
     */
    default MsgpackCodec msgpack() {
        try {
            return Msgpack.codec();
        } catch (NoClassDefFoundError e) {
            throw new IllegalStateException(
                    "there is no codec for MessagePack: add org.msgpack:jackson-dataformat-msgpack to the test"
                            + " dependencies, or name your own with TestCodecs",
                    e);
        }
    }

    /** The codecs of what is on the class path. */
    final class OfClassPath implements TestCodecs {

        /** For tests that name no others. */
        public OfClassPath() {}
    }
}

/** Knows Jackson 2, which may be missing. */
final class Jackson2 {

    private Jackson2() {}

    static JsonCodec json() {
        return new JacksonCodec(new ObjectMapper().findAndRegisterModules());
    }
}

/** Knows Jackson 3, which may be missing. */
final class Jackson3 {

    private Jackson3() {}

    static JsonCodec json() {
        return new Jackson3Codec(tools.jackson.databind.json.JsonMapper.builder()
                .findAndAddModules()
                .build());
    }
}

/** Knows the MessagePack of Jackson, which may be missing. */
final class Msgpack {

    private Msgpack() {}

    static MsgpackCodec codec() {
        return new JacksonMsgpackCodec(new ObjectMapper(new MessagePackFactory()).findAndRegisterModules());
    }
}
