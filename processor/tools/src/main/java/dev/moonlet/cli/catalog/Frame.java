package dev.moonlet.cli.catalog;

/**
 * What all pages have around their content.
 *
 * @param catalog the title of the catalog
 */
record Frame(String catalog) {

    /**
     * A page.
     *
     * @param path its path from the root of the catalog, which its links lead back to
     * @param title its title
     * @param content its content, in which links begin with {@link #root}
     */
    String page(String path, String title, String content) {
        String root = root(path);
        return """
                <!DOCTYPE html>
                <html lang="en" data-root="%1$s">
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <meta name="generator" content="moonlet catalog">
                <title>%2$s – %3$s</title>
                <link rel="icon" href="%1$sicon.svg">
                <link rel="stylesheet" href="%1$scatalog.css">
                <script src="%1$ssearch.js" defer></script>
                <script src="%1$scatalog.js" defer></script>
                <a class="skip" href="#content">Skip to content</a>
                <header>
                <a class="home" href="%1$sindex.html">%3$s</a>
                <nav aria-label="Catalog">
                <a href="%1$scommands.html">Commands</a>
                <a href="%1$sgraph.html">Graph</a>
                </nav>
                <search class="search" role="search">
                <label for="search" class="hidden">Search scripts, keys, commands and digests</label>
                <input id="search" type="search" placeholder="Search scripts, keys, commands, digests" autocomplete="off" \
                spellcheck="false" role="combobox" aria-expanded="false" aria-controls="results" aria-autocomplete="list">
                <kbd aria-hidden="true">/</kbd>
                <ul id="results" role="listbox" aria-label="Search results" hidden></ul>
                <p id="status" class="hidden" role="status"></p>
                </search>
                </header>
                <main id="content">
                %4$s</main>
                </html>
                """.formatted(root, Html.text(title), Html.text(catalog), content);
    }

    /** The way from a page to the root of the catalog: empty, or {@code ../} as often as the page is deep. */
    static String root(String path) {
        return "../".repeat((int) path.chars().filter(c -> c == '/').count());
    }
}
