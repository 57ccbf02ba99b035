package dev.moonlet.examples.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;

/** Starts a server, and plays the story of a sale on it. */
public final class Demo {

    private final PrintStream out;

    Demo(PrintStream out) {
        this.out = out;
    }

    /** Exits with status 1 if something that must hold does not. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Locale.setDefault(Locale.ROOT);
        System.exit(new Demo(System.out).run() ? 0 : 1);
    }

    /** Plays the story; whether all that must hold does. */
    boolean run() throws IOException, InterruptedException {
        Narrator narrator = new Narrator(out);
        try (EmbeddedRedis redis = EmbeddedRedis.start();
                Sale sale = new Sale(redis.client(), narrator)) {
            narrator.begin("A shop has 100 coffee machines and a sale. Its state is in %s, port %d."
                    .formatted(redis.version(), redis.port()));
            sale.play();
        }
        return narrator.end();
    }
}
