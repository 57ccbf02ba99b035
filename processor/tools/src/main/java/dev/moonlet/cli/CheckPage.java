package dev.moonlet.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page of the documentation that explains a code.
 *
 * @param code the code
 * @param markdown the page
 */
record CheckPage(String code, String markdown) {

    private static final Pattern LINK = Pattern.compile("(?<!!)\\[([^\\]]*)]\\(([^)\\s]+)\\)");
    private static final Pattern FENCE = Pattern.compile("(?m)^```\\w*\\R");
    private static final Pattern SENTENCE = Pattern.compile("(.+?[.:])(?:\\s.*)?", Pattern.DOTALL);
    private static final int LONGEST_DESCRIPTION = 1000;

    /** The page of a code; empty if it has none. */
    static Optional<CheckPage> of(String code) {
        try (InputStream page = CheckPage.class.getResourceAsStream("checks/" + code + ".md")) {
            return page == null
                    ? Optional.empty()
                    : Optional.of(new CheckPage(
                            code, new String(page.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it can be read. */
    String address() {
        return absolute(code + ".md");
    }

    /** Whether what has this code is usually a warning. */
    boolean isWarning() {
        return paragraph(1).startsWith("*warning");
    }

    /** One sentence. */
    String shortDescription() {
        Matcher sentence = SENTENCE.matcher(fullDescription());
        return sentence.matches() ? sentence.group(1) : fullDescription();
    }

    /** One paragraph. */
    String fullDescription() {
        String text = plain(paragraph(2)).replace('\n', ' ').strip();
        return text.length() <= LONGEST_DESCRIPTION ? text : text.substring(0, LONGEST_DESCRIPTION) + "…";
    }

    /** All of it as text. */
    String text() {
        return plain(markdown).strip();
    }

    /** All of it as Markdown whose links lead somewhere wherever it is read. */
    String linkedMarkdown() {
        return LINK.matcher(markdown)
                .replaceAll(
                        link -> Matcher.quoteReplacement("[" + link.group(1) + "](" + absolute(link.group(2)) + ")"));
    }

    /** Where the site has what a page of a check links to. */
    private static String absolute(String link) {
        if (link.contains("://")) {
            return link;
        }
        String page = link.startsWith("../") ? "/" + link.substring("../".length()) : "/checks/" + link;
        return Tool.address() + page.replace(".md", ".html");
    }

    /** A paragraph from 0: the title, the severity, what it is about, and so on. */
    private String paragraph(int index) {
        String[] paragraphs = markdown.split("\n\n+", index + 2);
        return index < paragraphs.length ? paragraphs[index] : "";
    }

    private static String plain(String markdown) {
        String unlinked = LINK.matcher(markdown).replaceAll("$1");
        return FENCE.matcher(unlinked)
                .replaceAll("")
                .replaceAll("(?m)^#+ ", "")
                .replaceAll("(?m)^\\*([^*]+)\\*$", "$1")
                .replace("`", "");
    }
}
