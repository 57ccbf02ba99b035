package dev.moonlet.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.moonlet.jackson.Jackson3Codec;
import dev.moonlet.jackson.JacksonCodec;
import dev.moonlet.jackson.JacksonMsgpackCodec;
import java.lang.reflect.InvocationTargetException;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;

class TestCodecsTest {

    private static Object codec(ClassLoader classes, String method) throws ReflectiveOperationException {
        Class<?> type = classes.loadClass(TestCodecs.OfClassPath.class.getName());
        return type.getMethod(method).invoke(type.getConstructor().newInstance());
    }

    private static String failure(String missing, String method) throws Exception {
        try (URLClassLoader classes = OtherClassPath.without(missing)) {
            InvocationTargetException failure =
                    assertThrows(InvocationTargetException.class, () -> codec(classes, method));
            return String.valueOf(failure.getTargetException().getMessage());
        }
    }

    @Test
    void codecsAreThoseOfTheClassPath() throws Exception {
        TestCodecs codecs = new TestCodecs.OfClassPath();
        assertThat(codecs.json()).as("the newer one").isInstanceOf(Jackson3Codec.class);
        assertThat(codecs.msgpack()).isInstanceOf(JacksonMsgpackCodec.class);
        try (URLClassLoader classes = OtherClassPath.without("jackson-databind-3")) {
            assertThat(codec(classes, "json").getClass()).hasToString("class " + JacksonCodec.class.getName());
        }
    }

    @Test
    void missingOnesAreNamed() throws Exception {
        assertThat(failure("jackson-databind", "json"))
                .startsWith("there is no codec for JSON: add com.fasterxml.jackson.core:jackson-databind");
        assertThat(failure("jackson-dataformat-msgpack", "msgpack"))
                .startsWith("there is no codec for MessagePack: add org.msgpack:jackson-dataformat-msgpack");
    }
}
