package dev.moonlet.examples.mails;

import org.springframework.boot.CommandLineRunner;
import org.springframework.stereotype.Component;

/** Takes four permits when the application starts. */
@Component
class FirstCall implements CommandLineRunner {

    private final TokenBucket bucket;

    FirstCall(TokenBucket bucket) {
        this.bucket = bucket;
    }

    @Override
    public void run(String... arguments) {
        System.out.println(bucket.acquire("first-call", 10, 2, 4));
    }
}
