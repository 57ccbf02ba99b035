package dev.moonlet.examples.mails;

import java.io.IOException;
import java.net.ServerSocket;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistrar;
import redis.embedded.RedisServer;

/** A Redis server on a free port, which lives as long as the context of the tests. */
@TestConfiguration(proxyBeanMethods = false)
class RedisForTests {

    @Bean(destroyMethod = "stop")
    RedisServer redisServer() throws IOException {
        RedisServer server = RedisServer.builder()
                .port(freePort())
                .setting("bind 127.0.0.1")
                .setting("save \"\"")
                .build();
        server.start();
        return server;
    }

    @Bean
    DynamicPropertyRegistrar redisPort(RedisServer redisServer) {
        return properties -> properties.add(
                "spring.data.redis.port", () -> redisServer.ports().get(0));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
