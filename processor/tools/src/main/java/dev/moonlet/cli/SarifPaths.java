package dev.moonlet.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes paths as code scanners expect them: relative to the repository that the current directory is in.
 *
 * @param base the repository, or the current directory where there is none
 */
record SarifPaths(Path base) {

    private static final String BASE = "%SRCROOT%";
    private static final String UNRESERVED = "-._~/";

    /** Those for the current directory. */
    static SarifPaths here() {
        Path here = Path.of("").toAbsolutePath().normalize();
        for (Path around = here; around != null; around = around.getParent()) {
            if (Files.exists(around.resolve(".git"))) {
                return new SarifPaths(around);
            }
        }
        return new SarifPaths(here);
    }

    /** A file as an artifact location. */
    Map<String, Object> location(Path file) {
        Path path = file.toAbsolutePath().normalize();
        Map<String, Object> location = new LinkedHashMap<>();
        if (path.startsWith(base)) {
            location.put("uri", encoded(slashed(base.relativize(path))));
            location.put("uriBaseId", BASE);
        } else {
            String absolute = slashed(path);
            location.put("uri", "file://" + encoded(absolute.startsWith("/") ? absolute : "/" + absolute));
        }
        return location;
    }

    /** A file as a path relative to the repository; an absolute path if it is somewhere else. */
    String relative(Path file) {
        Path path = file.toAbsolutePath().normalize();
        return slashed(path.startsWith(base) ? base.relativize(path) : path);
    }

    /** The artifact location of text that is not a separate file, such as an entry of a jar. */
    Map<String, Object> location(String described) {
        Map<String, Object> location = new LinkedHashMap<>();
        location.put("uri", encoded(described));
        location.put("uriBaseId", BASE);
        return location;
    }

    /** What the locations are relative to. */
    static Map<String, Object> bases() {
        return Map.of(BASE, Map.of("description", Map.of("text", "The root of the repository.")));
    }

    private static String slashed(Path path) {
        return path.toString().replace('\\', '/');
    }

    /** A path as a URI has it. */
    private static String encoded(String path) {
        StringBuilder uri = new StringBuilder();
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (plain || UNRESERVED.indexOf(c) >= 0) {
                uri.append(c);
            } else {
                uri.append("%%%02X".formatted((int) c));
            }
        }
        return uri.toString();
    }
}
