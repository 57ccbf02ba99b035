package dev.moonlet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;

/** The commands that pages name, in sentences and in blocks: they have the subcommands, options, profiles, modules and tests that are named. */
class PageCommandsTest {

    private static final Path ROOT = Path.of("../..");

    /** Between backticks, or a line of a block. */
    private static final Pattern COMMAND =
            Pattern.compile("`((?:moonlet|mvn) [^`]+)`|(?m)^\\$? ?((?:moonlet|mvn) [^`\\n]+)$");

    private static final Pattern PROFILE =
            Pattern.compile("<profile>\\s*(?:<!--.*?-->\\s*)?<id>([^<]+)</id>", Pattern.DOTALL);
    private static final Pattern CLASS = Pattern.compile("(\\w+)\\.java");

    private static List<String> commands;
    private static Set<String> classes;

    @BeforeAll
    static void read() throws IOException {
        commands = new ArrayList<>();
        List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md")));
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            docs.filter(path ->
                            path.toString().endsWith(".md") && !path.toString().contains("node_modules"))
                    .forEach(pages::add);
        }
        for (Path page : pages) {
            Matcher command = COMMAND.matcher(Files.readString(page));
            while (command.find()) {
                commands.add(command.group(1) == null ? command.group(2) : command.group(1));
            }
        }
        try (Stream<Path> files = Files.walk(ROOT)) {
            classes = files.map(path -> CLASS.matcher(path.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(file -> file.group(1))
                    .collect(Collectors.toSet());
        }
    }

    private static Stream<List<String>> of(String program) {
        return commands.stream()
                .filter(command -> command.startsWith(program + " "))
                .map(command -> Arrays.asList(command.split("[ \\n]+", -1)));
    }

    @Test
    void commandsOfMoonletHaveTheirOptions() {
        List<List<String>> named = of("moonlet").toList();
        assertThat(named).hasSizeGreaterThan(50);
        assertThat(named.stream().map(PageCommandsTest::fault).filter(fault -> !fault.isEmpty()))
                .isEmpty();
    }

    /** Why a command line is refused, though it may lack what a sentence does not name. */
    private static String fault(List<String> command) {
        int redirected = (int) command.stream()
                .takeWhile(word -> !List.of("<", ">", ">>", "|", "&&").contains(word))
                .count();
        String[] words = command.subList(1, redirected).stream()
                .filter(word -> !word.equals("…"))
                .map(word -> word.equals("COMMAND") ? "check" : word)
                .toArray(String[]::new);
        try {
            CommandLine moonlet = Moonlet.commandLine(InputStream.nullInputStream(), Map.of());
            moonlet.parseArgs(words);
            return "";
        } catch (MissingParameterException e) {
            return "";
        } catch (ParameterException e) {
            return String.join(" ", command) + ": " + e.getMessage();
        }
    }

    @Test
    void commandsOfMavenNameWhatThereIs() throws IOException {
        Set<String> profiles = new TreeSet<>();
        try (Stream<Path> poms = Files.walk(ROOT)) {
            for (Path pom : poms.filter(path -> path.endsWith("pom.xml")).toList()) {
                Matcher profile = PROFILE.matcher(Files.readString(pom));
                while (profile.find()) {
                    profiles.add(profile.group(1));
                }
            }
        }
        List<String> faults = new ArrayList<>();
        List<List<String>> named = of("mvn").toList();
        for (List<String> command : named) {
            for (int i = 1; i < command.size(); i++) {
                String word = command.get(i);
                String value = word.substring(word.indexOf('=') + 1);
                boolean known = true;
                if (word.startsWith("-P")) {
                    known = profiles.contains(word.substring(2));
                } else if (word.equals("-pl")) {
                    known = Arrays.stream(command.get(i + 1).split(",", -1))
                            .allMatch(
                                    module -> Files.exists(ROOT.resolve(module).resolve("pom.xml")));
                } else if ((word.startsWith("-Dtest=") || word.startsWith("-Dit.test=")) && !value.equals("none")) {
                    known = Arrays.stream(value.split(",", -1)).allMatch(classes::contains);
                } else if (word.startsWith("-Dbenchmark=")) {
                    known = classes.stream().anyMatch(name -> name.endsWith("Benchmark") && name.contains(value));
                }
                if (!known) {
                    faults.add(String.join(" ", command) + ": " + word);
                }
            }
        }
        assertThat(named).hasSizeGreaterThan(30);
        assertThat(faults).isEmpty();
    }
}
