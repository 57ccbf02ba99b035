package dev.moonlet.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.testing.RedisProcess;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.data.redis.test.autoconfigure.DataRedisTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistrar;

/** Tests of an application that have Redis and nothing else. */
@Tag("any-server")
@DataRedisTest
@ContextConfiguration(classes = DataRedisSliceIT.Application.class)
@Import({CounterLua.class, NotesLua.class})
class DataRedisSliceIT {

    @Autowired
    private Counter counter;

    @Autowired
    private Notes notes;

    @Autowired
    private StringRedisTemplate template;

    @Test
    void scriptsAndTheirJsonAreReady() {
        assertThat(counter.add("a", 1)).isEqualTo(1);
        assertThat(template.opsForValue().get("a")).isEqualTo("1");
        Notes.Note note = new Notes.Note("shopping", List.of("milk"));
        assertThat(notes.keep("note", note)).isEqualTo(note);
    }

    @SpringBootApplication
    static class Application {

        /** A server that lives as long as the context, which the tests of this process share. */
        @Bean(destroyMethod = "close")
        RedisProcess server() throws IOException {
            return RedisProcess.start();
        }

        @Bean
        DynamicPropertyRegistrar port(RedisProcess server) {
            return properties -> properties.add("spring.data.redis.port", server::port);
        }
    }
}
