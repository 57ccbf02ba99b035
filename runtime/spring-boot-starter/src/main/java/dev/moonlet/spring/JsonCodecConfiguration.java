package dev.moonlet.spring;

import dev.moonlet.JsonCodec;
import dev.moonlet.jackson.Jackson3Codec;
import dev.moonlet.jackson.JacksonCodec;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** JSON by the application's mapper: by Jackson 3 if it has one of both kinds, as Spring Boot 4 prefers it. */
final class JsonCodecConfiguration {

    private JsonCodecConfiguration() {}

    /** With the mapper that Spring Boot 4 makes. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(tools.jackson.databind.json.JsonMapper.class)
    static final class Jackson3 {

        @Bean
        @ConditionalOnSingleCandidate(tools.jackson.databind.json.JsonMapper.class)
        @ConditionalOnMissingBean
        JsonCodec moonletJsonCodec(tools.jackson.databind.json.JsonMapper mapper) {
            return new Jackson3Codec(mapper);
        }
    }

    /** With the mapper that Spring Boot 3.5 makes, and Spring Boot 4 with its module for Jackson 2. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(com.fasterxml.jackson.databind.ObjectMapper.class)
    static final class Jackson2 {

        @Bean
        @ConditionalOnSingleCandidate(com.fasterxml.jackson.databind.ObjectMapper.class)
        @ConditionalOnMissingBean
        JsonCodec moonletJsonCodec(com.fasterxml.jackson.databind.ObjectMapper mapper) {
            return new JacksonCodec(mapper);
        }
    }
}
