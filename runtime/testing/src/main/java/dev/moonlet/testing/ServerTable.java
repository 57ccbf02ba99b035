package dev.moonlet.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A file of what servers have: an entry a line, with the servers behind it as {@link ServerUnderTest#tableName} names them. */
public record ServerTable(Path file) {

    private static final String SEPARATOR = ": ";

    /** All entries. */
    public Set<String> all() throws IOException {
        return read().keySet();
    }

    /** The entries of the server under test; none if the table has no such server. */
    public Set<String> ofServer() throws IOException {
        return of(ServerUnderTest.get().tableName());
    }

    /** The entries of a server; none if the table has no such server. */
    public Set<String> of(String server) throws IOException {
        return read().entrySet().stream()
                .filter(entry -> entry.getValue().contains(server))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Writes the file anew with other entries of the server under test, if such a run was asked for. */
    public void rewrite(Set<String> entriesOfServer) throws IOException {
        if (!"rewrite".equals(System.getProperty("moonlet.goldens"))) {
            return;
        }
        String server = ServerUnderTest.get().tableName();
        Map<String, Set<String>> entries = read();
        entries.values().forEach(servers -> servers.remove(server));
        entriesOfServer.forEach(entry ->
                entries.computeIfAbsent(entry, added -> new TreeSet<>()).add(server));
        entries.values().removeIf(Set::isEmpty);
        Files.write(
                file,
                entries.entrySet().stream()
                        .map(entry -> entry.getKey() + SEPARATOR + String.join(" ", entry.getValue()))
                        .toList());
    }

    private Map<String, Set<String>> read() throws IOException {
        Map<String, Set<String>> entries = new TreeMap<>();
        for (String line : Files.readAllLines(file)) {
            int end = line.indexOf(SEPARATOR);
            List<String> servers =
                    List.of(line.substring(end + SEPARATOR.length()).split(" ", -1));
            entries.put(line.substring(0, end), new TreeSet<>(servers));
        }
        return entries;
    }
}
