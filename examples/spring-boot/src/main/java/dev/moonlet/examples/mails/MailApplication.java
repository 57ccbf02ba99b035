package dev.moonlet.examples.mails;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The application. It needs a Redis server, by default on port 6379 of this machine. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class MailApplication {

    public static void main(String[] args) {
        SpringApplication.run(MailApplication.class, args);
    }
}
