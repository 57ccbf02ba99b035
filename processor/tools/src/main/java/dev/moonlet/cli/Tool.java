package dev.moonlet.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** What the build knows of the tool. */
final class Tool implements IVersionProvider {

    private static final Properties PROPERTIES = properties();

    Tool() {}

    static String version() {
        return PROPERTIES.getProperty("version");
    }

    /** Where its documentation is, without a slash at the end. */
    static String address() {
        return PROPERTIES.getProperty("address");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"moonlet " + version()};
    }

    private static Properties properties() {
        try (InputStream stream = Objects.requireNonNull(Tool.class.getResourceAsStream("tool.properties"))) {
            Properties properties = new Properties();
            properties.load(stream);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
