package dev.moonlet.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.embedded.RedisExecProvider;
import redis.embedded.util.OS;

/**
 * The server that the tests run on: the launcher that {@code -Dmoonlet.server} names, or the embedded Redis.
 *
 * @param launcher what starts it, used like {@code redis-server}
 */
public record ServerUnderTest(Path launcher, Product product, int major, int minor, String version) {

    private static final String PROPERTY = "moonlet.server";
    private static final Pattern VERSION = Pattern.compile("(Redis|Valkey) server v=((\\d+)\\.(\\d+)\\S*)");
    private static final ServerUnderTest INSTANCE = find();

    /** Who makes it. */
    public enum Product {
        REDIS("Redis"),
        VALKEY("Valkey");

        private final String title;

        Product(String title) {
            this.title = title;
        }
    }

    /** The one that this run of the tests uses. */
    public static ServerUnderTest get() {
        return INSTANCE;
    }

    private static ServerUnderTest find() {
        String path = System.getProperty(PROPERTY, "");
        try {
            return path.isBlank() ? of(RedisExecProvider.defaultProvider().get().toPath()) : given(Path.of(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServerUnderTest given(Path launcher) throws IOException {
        if (!launcher.isAbsolute() || !Files.isExecutable(launcher)) {
            throw new IllegalArgumentException(
                    PROPERTY + ": expected the absolute path of an executable file, found \"" + launcher + "\"");
        }
        return of(launcher);
    }

    private static ServerUnderTest of(Path launcher) throws IOException {
        Process process = new ProcessBuilder(launcher.toString(), "--version")
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        return of(launcher, new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }

    /** The server whose launcher prints a text for {@code --version}. */
    static ServerUnderTest of(Path launcher, String printed) {
        Matcher matcher = VERSION.matcher(printed);
        if (!matcher.lookingAt()) {
            throw new IllegalArgumentException(PROPERTY + ": " + launcher
                    + " --version is expected to print \"Redis server v=…\" or \"Valkey server v=…\", but prints \""
                    + printed.strip() + "\"");
        }
        return new ServerUnderTest(
                launcher,
                Product.valueOf(matcher.group(1).toUpperCase(Locale.ROOT)),
                Integer.parseInt(matcher.group(3)),
                Integer.parseInt(matcher.group(4)),
                matcher.group(2));
    }

    /** Whether it is the one that comes with the build. */
    public boolean isEmbedded() {
        return System.getProperty(PROPERTY, "").isBlank();
    }

    /** The launcher, for builders of servers and Sentinels. */
    public RedisExecProvider program() {
        RedisExecProvider provider = RedisExecProvider.defaultProvider();
        for (OS system : OS.values()) {
            provider.override(system, launcher.toString());
        }
        return provider;
    }

    /** Its product, major and minor version, as tables of servers write them: {@code valkey-8.1}. */
    public String tableName() {
        return product.title.toLowerCase(Locale.ROOT) + "-" + major + "." + minor;
    }

    /** Whether it has what a version of Redis has. Valkey was forked from Redis 7.2. */
    public boolean has(int redisMajor) {
        return product == Product.VALKEY ? redisMajor <= 7 : major >= redisMajor;
    }

    /** As people write it: {@code Valkey 8.1.1}. */
    @Override
    public String toString() {
        return product.title + " " + version;
    }
}
