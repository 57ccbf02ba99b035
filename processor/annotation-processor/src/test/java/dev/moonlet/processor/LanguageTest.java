package dev.moonlet.processor;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Comments, Javadoc, messages and pages are in plain technical English. Each expression of a table is reported with its place
 * and with what to write instead. Code does not count: neither that of a Java file, nor what a page shows in backquotes.
 */
class LanguageTest {

    private static final Path ROOT = Path.of("../..");

    /** An expression, and what to write instead. */
    private static final Map<Pattern, String> AVOIDED = Map.ofEntries(
            avoid("(nobody|somebody|whoever)", "the component: no code, a caller"),
            avoid("(is|are|was|were|be|been) told", "receives, is reported to"),
            avoid("tells? of", "reports, describes"),
            avoid("sa(ys?|id) of", "reports, the message about"),
            avoid("lets? pass", "allows"),
            avoid("(bring|brings|brought|bringing) about", "causes"),
            avoid("under way", "in flight, running"),
            avoid("in vain", "failed, not found"),
            avoid("such that are", "those that are"),
            avoid("time-outs?", "timeout"),
            avoid("orphaned", "connection lost"),
            avoid("patience", "retry timeout"),
            avoid("(wait|waits|await|awaits) (its|their|one's) turn", "is queued"),
            avoid("of (its|their) own", "its own, separate"),
            avoid(", for (it|they|there)", "because"),
            avoid(
                    "(stand|stands) (in|on|at|before|behind|beside|between|above|there|where|here|alone|inside)",
                    "is, is located"),
            avoid("what stands", "the code, the text"),
            avoid(
                    "(is|are) no (number|text|script|string|error|integer|array|table|directive|reason|use|list|local|"
                            + "global|field|literal|statement|mistake|part|primitive|libraries|variable)",
                    "is not a"));

    /** What a sentence may begin with before these words: that something exists. */
    private static final Pattern EXISTENCE = Pattern.compile("(?i)\\bthere $");

    /** A comment, or a text block, string or character, of a Java file. */
    private static final Pattern JAVA = Pattern.compile(
            "/\\*(?s:.*?)\\*/|//[^\n]*|\"\"\"(?s:.*?)\"\"\"" + "|\"(?:[^\"\\\\\n]|\\\\.)*\"|'(?:[^'\\\\\n]|\\\\.)+'");

    /** What is no prose of a page: a block, or a span in backquotes. */
    private static final Pattern PAGE_CODE = Pattern.compile("(?m)^ *```(?s:.*?)^ *```|`[^`\n]+`");

    private static final Pattern XML_COMMENT = Pattern.compile("<!--(?s:.*?)-->|<description>(?s:.*?)</description>");

    /** Directories without anything that is written here by hand. */
    private static final Set<String> SKIPPED = Set.of("target", ".git", "node_modules", "build");

    @Test
    void commentsMessagesAndPagesAreInPlainEnglish() throws IOException {
        List<Path> files = files();
        assertThat(files)
                .anyMatch(file -> file.endsWith("processor/MoonletProcessor.java"))
                .contains(ROOT.resolve("README.md"), ROOT.resolve("docs/scripts.md"), ROOT.resolve("pom.xml"));
        List<String> found = new ArrayList<>();
        for (Path file : files) {
            String text = Files.readString(file);
            findIn(prose(file.toString(), text), ROOT.relativize(file).toString(), found);
        }
        assertThat(found).isEmpty();
    }

    @Test
    void proseCountsAndCodeDoesNot() {
        assertThat(found(
                        "A.java",
                        "int nobody; // for nobody\n\n/** It stands\n * in a file, in vain. */ f(\"is told\");"))
                .satisfiesExactly(
                        comment -> assertThat(comment).startsWith("A.java:1: \"nobody\""),
                        first -> assertThat(first).startsWith("A.java:3: \"stands\\n * in\""),
                        second -> assertThat(second).startsWith("A.java:4: \"in vain\""),
                        message -> assertThat(message).startsWith("A.java:4: \"is told\""));
        assertThat(found("a.md", "`in vain`\n\n```lua\nlocal nobody\n```\n\nThis is no number. There is no number.\n"))
                .singleElement()
                .satisfies(hit -> assertThat(hit).startsWith("a.md:7: \"is no number\""));
        assertThat(found("pom.xml", "<name>nobody</name><!-- A time-out. -->")).hasSize(1);
    }

    private static List<String> found(String name, String text) {
        List<String> found = new ArrayList<>();
        findIn(prose(name, text), name, found);
        return found;
    }

    /** Adds the expressions of a text, in their order. */
    private static void findIn(String prose, String file, List<String> found) {
        record Hit(int start, String words, String instead) {}
        List<Hit> hits = new ArrayList<>();
        AVOIDED.forEach((pattern, instead) -> {
            for (MatchResult match : pattern.matcher(prose).results().toList()) {
                String before = prose.substring(Math.max(0, match.start() - 6), match.start());
                if (!EXISTENCE.matcher(before).find()) {
                    hits.add(new Hit(match.start(), match.group(), instead));
                }
            }
        });
        hits.sort((a, b) -> Integer.compare(a.start(), b.start()));
        for (Hit hit : hits) {
            long line = prose.substring(0, hit.start())
                            .chars()
                            .filter(c -> c == '\n')
                            .count()
                    + 1;
            found.add(
                    "%s:%d: \"%s\"; write: %s".formatted(file, line, hit.words().replace("\n", "\\n"), hit.instead()));
        }
    }

    /** The text of a file with blanks in place of its code, so that lines keep their numbers. */
    private static String prose(String file, String text) {
        if (file.endsWith(".md")) {
            return PAGE_CODE.matcher(text).replaceAll(match -> Matcher.quoteReplacement(blank(match.group())));
        }
        StringBuilder prose = new StringBuilder();
        int end = 0;
        for (MatchResult match : (file.endsWith(".java") ? JAVA : XML_COMMENT)
                .matcher(text)
                .results()
                .toList()) {
            prose.append(blank(text.substring(end, match.start()))).append(match.group());
            end = match.end();
        }
        return prose.append(blank(text.substring(end))).toString();
    }

    private static String blank(String code) {
        return code.replaceAll("[^\n]", " ");
    }

    /** The Java files of all modules, the pages and the POMs. */
    private static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return SKIPPED.contains(directory.getFileName().toString()) || directory.endsWith("src/test")
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                Path path = ROOT.relativize(file);
                String name = path.toString().replace('\\', '/');
                if (name.matches("README\\.md|docs/.*\\.md|(.*/)?pom\\.xml|(.*/)?src/main/.*\\.java")) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        files.sort(null);
        return files;
    }

    private static Map.Entry<Pattern, String> avoid(String words, String instead) {
        // Between two words may be the end of a line, and the beginning of the next one in a comment.
        String gap = "(?: |\\s*\\n *(?:\\*|//)? *)";
        return entry(Pattern.compile("(?i)\\b" + words.replace(" ", gap) + "\\b"), instead);
    }
}
