package dev.moonlet.lsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.tools.ToolProvider;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.ReferenceContext;
import org.eclipse.lsp4j.ReferenceParams;
import org.eclipse.lsp4j.RenameParams;
import org.eclipse.lsp4j.SignatureHelp;
import org.eclipse.lsp4j.SignatureHelpParams;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an editor gets from the server, over the protocol. */
class LanguageServerTest {

    private static final String MAIN = "src/main/lua/main.lua";
    private static final String CLOCK = "src/main/lua/lib/clock.lua";
    private static final String INCLUDING = """
            ---@include "lib/clock"
            ---@key bucket
            return { clock_millis(), redis.call('GET', bucket) }
            """;
    private static final String LIBRARY = """
            -- The time of the server.
            local function clock_millis()
              return tonumber(redis.call('TIME')[1]) * 1000
            end
            """;

    @TempDir
    Path project;

    private TestEditor editor;

    @BeforeEach
    void start() {
        editor = new TestEditor(project);
    }

    @AfterEach
    void end() {
        editor.close();
    }

    private static List<String> codes(List<Diagnostic> diagnostics) {
        return diagnostics.stream()
                .map(diagnostic -> diagnostic.getCode().getLeft())
                .toList();
    }

    private String hover(String textWithBar) {
        editor.change(MAIN, textWithBar.replace("|", ""));
        Hover hover = TestEditor.get(editor.server()
                .getTextDocumentService()
                .hover(new HoverParams(editor.identifier(MAIN), TestEditor.bar(textWithBar))));
        return hover == null ? "" : hover.getContents().getRight().getValue();
    }

    /** The places that a name of the open text leads to. */
    private List<? extends Location> definition(String textWithBar) {
        editor.change(MAIN, textWithBar.replace("|", ""));
        return TestEditor.get(editor.server()
                        .getTextDocumentService()
                        .definition(new DefinitionParams(editor.identifier(MAIN), TestEditor.bar(textWithBar))))
                .getLeft();
    }

    private List<? extends Location> references(String textWithBar) {
        editor.change(MAIN, textWithBar.replace("|", ""));
        return TestEditor.get(editor.server()
                .getTextDocumentService()
                .references(new ReferenceParams(
                        editor.identifier(MAIN), TestEditor.bar(textWithBar), new ReferenceContext(true))));
    }

    @Test
    void diagnosticsHaveTheirCodeThePageThatExplainsItAndUtf16Places() {
        editor.write(MAIN, "return 1\n");
        editor.open(MAIN, "local s = '\uD83C\uDF19' return redis.cal(s)\n");
        Diagnostic found = editor.diagnostics(MAIN, all -> !all.isEmpty()).get(0);
        assertThat(found.getCode().getLeft()).isEqualTo("unknown-member");
        assertThat(found.getCodeDescription().getHref()).isEqualTo("https://docs.example/unknown-member");
        assertThat(found.getRange().getStart().getCharacter()).isEqualTo(28);
        editor.change(MAIN, "return redis.call('PING')\n");
        assertThat(editor.diagnostics(MAIN, List::isEmpty)).isEmpty();
    }

    @Test
    void aMistakeInAnIncludedFileIsReportedThereAndInTheScriptsThatIncludeIt() {
        editor.write(MAIN, INCLUDING);
        editor.write(CLOCK, LIBRARY);
        editor.open(CLOCK, LIBRARY.replace("clock_millis", "clock_milli"));
        assertThat(codes(editor.diagnostics(MAIN, all -> !all.isEmpty()))).containsExactly("undefined-global");
        editor.change(CLOCK, LIBRARY.replace("tonumber", "tonumbr"));
        assertThat(codes(editor.diagnostics(CLOCK, all -> !all.isEmpty()))).containsExactly("undefined-global");
        editor.close(CLOCK);
        assertThat(editor.diagnostics(CLOCK, List::isEmpty)).isEmpty();
    }

    @Test
    void aQuickFixRepairsTheMistakeAndAnotherSilencesIt() {
        String text = "---@key a\nlocal v = redis.call('GET', a)\nif v == nil then\n  return 0\nend\nreturn v\n";
        editor.write(MAIN, text);
        editor.open(MAIN, text);
        Diagnostic found = editor.diagnostics(MAIN, all -> !all.isEmpty()).get(0);
        List<CodeAction> actions = editor.actions(MAIN, found);
        assertThat(actions)
                .extracting(CodeAction::getTitle)
                .containsExactly("write not v", "silence reply-compared-with-nil here");
        for (CodeAction action : actions) {
            String repaired = editor.changed(MAIN, text, action.getEdit());
            editor.change(MAIN, repaired);
            assertThat(editor.diagnostics(MAIN, List::isEmpty)).isEmpty();
            editor.change(MAIN, text);
            editor.diagnostics(MAIN, all -> !all.isEmpty());
        }
    }

    @Test
    void aFixOfAValueLeavesItABoolean() {
        String text = "---@key a\nreturn redis.call('GET', a) ~= nil\n";
        editor.write(MAIN, text);
        editor.open(MAIN, text);
        Diagnostic found = editor.diagnostics(MAIN, all -> !all.isEmpty()).get(0);
        CodeAction fix = editor.actions(MAIN, found).get(0);
        assertThat(editor.changed(MAIN, text, fix.getEdit()))
                .isEqualTo("---@key a\nreturn not not redis.call('GET', a)\n");
    }

    @Test
    void aKeyThatIsBuiltTwiceIsDeclaredOnceBeforeThoseThatMayBeLeftOut() {
        String text = """
                ---@arg user string
                ---@key log?
                if log then redis.call('INCR', log) end
                redis.call('DEL', 'user:' .. user)
                return redis.call('GET', 'user:' .. user)
                """;
        editor.write(MAIN, text);
        editor.open(MAIN, text);
        Diagnostic found = editor.diagnostics(MAIN, all -> !all.isEmpty()).get(0);
        CodeAction fix = editor.actions(MAIN, found).get(0);
        String fixed = editor.changed(MAIN, text, fix.getEdit());
        assertThat(fixed).isEqualTo("""
                ---@arg user string
                ---@key user_key = "user:" .. user
                ---@key log?
                if log then redis.call('INCR', log) end
                redis.call('DEL', user_key)
                return redis.call('GET', user_key)
                """);
        editor.change(MAIN, fixed);
        assertThat(editor.diagnostics(MAIN, List::isEmpty)).isEmpty();
    }

    @Test
    void completionOffersWhatCanBeWritten() {
        editor.write(MAIN, "return 1\n");
        editor.write(CLOCK, LIBRARY);
        editor.open(MAIN, "return 1\n");
        assertThat(editor.completion(MAIN, "---@|\n")).contains("key", "arg", "include", "return");
        assertThat(editor.completion(MAIN, "---@arg n in|\n")).contains("integer", "int64", "milliseconds");
        assertThat(editor.completion(MAIN, "---@include \"|\n")).containsExactly("lib/clock");
        assertThat(editor.completion(MAIN, "local x = redis.|\n")).contains("call", "sha1hex", "LOG_NOTICE");
        assertThat(editor.completion(MAIN, "local x = cjson.|\n")).contains("encode", "decode");
        assertThat(editor.completion(MAIN, "return bit.|\n")).contains("band");
        assertThat(editor.completion(MAIN, "redis.call('|")).contains("GET", "HSET");
        assertThat(editor.completion(MAIN, "redis.call('SET', KEYS[1], 1, '|')"))
                .contains("NX", "EX");
        assertThat(editor.completion(MAIN, "redis.call('OBJECT', '|')")).contains("ENCODING");
        assertThat(editor.completion(MAIN, "redis.call('ge|')")).contains("get").doesNotContain("GET");
        assertThat(editor.completion(MAIN, "redis.call('set', KEYS[1], 1, '|')"))
                .contains("nx");
        assertThat(editor.completion(MAIN, "local own = 1\nlocal other = |\nreturn own\n"))
                .contains("own")
                .doesNotContain("other");
        assertThat(editor.completion(MAIN, "local a=".repeat(20_000) + "local " + " ".repeat(20_000) + "own = |\n"))
                .contains("redis");
        assertThat(editor.completion(MAIN, "local m = require('|')")).containsExactly("lib/clock");
        assertThat(editor.completion(MAIN, "return CALL.|\n")).contains("lib", "main");
        assertThat(editor.completion(MAIN, """
                        ---@key bucket
                        ---@arg n integer
                        ---@include "lib/clock"
                        local function f(p)
                          local inner = p
                          return |
                        end
                        local later = f
                        """))
                .contains("bucket", "n", "clock_millis", "p", "inner", "f", "redis")
                .doesNotContain("later");
        assertThat(editor.completion(MAIN, "---@arg o { name: string, age: integer }\nreturn o.|\n"))
                .containsExactly("name", "age");
    }

    @Test
    void constantsOfAnEnumAreOfferedExplainedAndLeadToItsSource() {
        String source = "src/main/java/app/Level.java";
        editor.write(source, "package app;\n\n// The enum Level of tests\npublic enum Level { LOW, HIGH }\n");
        editor.write(MAIN, "return 1\n");
        editor.open(MAIN, "return 1\n");
        compile(source);
        String declared = "---@enum Level app.Level\n";
        assertThat(editor.completion(MAIN, declared + "return |\n")).contains("Level");
        assertThat(editor.completion(MAIN, declared + "return Level.|\n")).containsExactly("LOW", "HIGH");
        assertThat(hover(declared + "return Lev|el.LOW\n")).contains("app.Level", "`HIGH`: `\"HIGH\"`");
        assertThat(hover(declared + "return Level.LO|W\n")).contains("`Level.LOW`: `\"LOW\"`");
        assertThat(definition("---@enum Lev|el app.Level\nreturn Level.LOW\n"))
                .singleElement()
                .satisfies(place -> assertThat(place.getUri()).endsWith(source));
        assertThat(definition("---@enum Level app.L|evel\nreturn Level.LOW\n"))
                .singleElement()
                .satisfies(place -> {
                    assertThat(place.getUri()).endsWith(source);
                    assertThat(place.getRange().getStart()).isEqualTo(new Position(3, 12));
                });
        assertThat(definition(declared + "return Lev|el.LOW\n"))
                .singleElement()
                .satisfies(place -> assertThat(place.getUri()).endsWith(MAIN));
        assertThat(definition(declared + "return Level.HI|GH\n"))
                .singleElement()
                .satisfies(place -> {
                    assertThat(place.getUri()).endsWith(source);
                    assertThat(place.getRange().getStart()).isEqualTo(new Position(3, 25));
                });
        assertThat(references(declared + "return { Level.HI|GH, Level.LOW, Level.HIGH }\n"))
                .extracting(place -> place.getRange().getStart())
                .containsExactly(new Position(3, 25), new Position(1, 15), new Position(1, 38));
        editor.change(MAIN, "---@enum Level app.Levl\nreturn Level.LOW\n");
        assertThat(editor.diagnostics(MAIN, all -> codes(all).equals(List.of("enum-not-found"))))
                .singleElement()
                .satisfies(found -> assertThat(found.getMessage().getLeft()).contains("did you mean app.Level?"));
        assertThat(editor.completion(MAIN, declared + "local function f(Level)\n  return Level.|\nend\n"))
                .isEmpty();
    }

    private void compile(String source) {
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-d",
                                project.resolve("target/classes").toString(),
                                project.resolve(source).toString()))
                .isZero();
    }

    @Test
    void anIncludedFileIsOfferedWhatAllThatIncludeItDeclare() {
        String other = "src/main/lua/other.lua";
        String including =
                "---@key bucket\n---@key only_here\nlocal common = 1\n---@include \"lib/clock\"\nreturn common\n";
        editor.write(MAIN, including);
        editor.write(other, "---@key bucket\nlocal common = 2\n---@include \"lib/clock\"\nreturn common\n");
        editor.write(CLOCK, LIBRARY);
        editor.open(MAIN, including);
        editor.open(CLOCK, LIBRARY);
        editor.diagnostics(MAIN, all -> true);
        assertThat(editor.completion(CLOCK, "return |\n"))
                .contains("bucket", "common")
                .doesNotContain("only_here");
    }

    @Test
    void hoverExplainsCommandsDirectivesLocalsAndIncludes() {
        editor.write(MAIN, "return 1\n");
        editor.write(CLOCK, LIBRARY);
        editor.open(MAIN, "return 1\n");
        assertThat(hover("return redis.call('HGE|TALL', KEYS[1])\n"))
                .contains("HGETALL key", "O(N)", "Since 2.0.0", "Returns all fields");
        assertThat(hover("---@k|ey bucket\nreturn redis.call('GET', bucket)\n")).contains("entry of KEYS");
        assertThat(hover("---@key bucket\nlocal v = redis.call('GET', bucket)\nreturn |v\n"))
                .contains("a string or false, the reply of GET");
        assertThat(hover("---@key a\n---@once requ|est 600\nreturn redis.call('INCR', a)\n"))
                .contains("id of a request, whose outcome is kept for 600 s");
        assertThat(hover("---@arg n integer how many\nreturn |n\n")).contains("integer", "how many", "a number");
        assertThat(hover("---@include \"lib/c|lock\"\nreturn clock_millis()\n"))
                .contains("The time of the server.", "local function clock_millis()");
        assertThat(hover("return redis.sha1|hex('a')\n")).contains("function");
    }

    @Test
    void signatureHelpMarksTheArgumentThatIsWritten() {
        editor.write(MAIN, "return 1\n");
        String text = "redis.call('GETRANGE', KEYS[1], |";
        editor.open(MAIN, text.replace("|", ""));
        SignatureHelp help = TestEditor.get(editor.server()
                .getTextDocumentService()
                .signatureHelp(new SignatureHelpParams(editor.identifier(MAIN), TestEditor.bar(text))));
        assertThat(help.getSignatures().get(0).getLabel()).isEqualTo("GETRANGE key start end");
        assertThat(help.getActiveParameter()).isEqualTo(1);
    }

    @Test
    void definitionsAndReferencesCrossFilesAndReachTheJavaInterface() {
        editor.write(MAIN, INCLUDING);
        editor.write(CLOCK, LIBRARY);
        Path java = editor.write(
                "src/main/java/app/Main.java",
                "package app;\n// @LuaScript(\"other\")\n@LuaScript(\"main\")\npublic interface Main {}\n");
        editor.open(MAIN, INCLUDING);
        editor.open(CLOCK, LIBRARY);
        editor.diagnostics(MAIN, all -> true);
        var documents = editor.server().getTextDocumentService();
        assertThat(definition(INCLUDING.replace("clock_millis()", "clock_|millis()")))
                .singleElement()
                .satisfies(location -> {
                    assertThat(location.getUri()).isEqualTo(editor.uri(CLOCK));
                    assertThat(location.getRange().getStart().getLine()).isEqualTo(1);
                });
        assertThat(definition(INCLUDING.replace("@key bucket", "@key |bucket")))
                .singleElement()
                .satisfies(location -> {
                    assertThat(location.getUri()).isEqualTo(java.toUri().toString());
                    assertThat(location.getRange().getStart().getLine()).isEqualTo(2);
                });
        String atFunction = LIBRARY.replace("function clock", "function |clock");
        assertThat(TestEditor.<List<? extends Location>>get(documents.references(new ReferenceParams(
                        editor.identifier(CLOCK), TestEditor.bar(atFunction), new ReferenceContext(true)))))
                .extracting(Location::getUri)
                .containsExactly(editor.uri(CLOCK), editor.uri(MAIN));
    }

    @Test
    void anEnumOfAnotherFileWithTheSameNameKeepsIt() {
        String library = "---@enum Level app.Level\nlocal function low()\n  return Level.LOW\nend\n";
        String text = "---@include \"lib/clock\"\n---@enum Level app.Level\nreturn { Level.HIGH, low() }\n";
        editor.write(MAIN, text);
        editor.write(CLOCK, library);
        editor.open(MAIN, text);
        editor.open(CLOCK, library);
        editor.diagnostics(MAIN, all -> true);
        WorkspaceEdit edit = TestEditor.get(editor.server()
                .getTextDocumentService()
                .rename(new RenameParams(editor.identifier(CLOCK), new Position(0, 9), "Rank")));
        assertThat(edit.getChanges()).containsOnlyKeys(editor.uri(CLOCK));
        assertThat(editor.changed(CLOCK, library, edit))
                .isEqualTo(library.replace("---@enum Level", "---@enum Rank").replace("Level.LOW", "Rank.LOW"));
    }

    @Test
    void renameAndReferencesReadWhatIsNotSaved() {
        editor.write(MAIN, INCLUDING);
        editor.write(CLOCK, LIBRARY);
        editor.open(MAIN, INCLUDING);
        editor.open(CLOCK, LIBRARY);
        editor.diagnostics(MAIN, all -> true);
        String changed = "-- more\n" + INCLUDING.replace("return {", "return { clock_millis(),");
        editor.change(MAIN, changed);
        WorkspaceEdit edit = TestEditor.get(editor.server()
                .getTextDocumentService()
                .rename(new RenameParams(editor.identifier(CLOCK), new Position(1, 17), "now")));
        assertThat(editor.changed(MAIN, changed, edit)).isEqualTo(changed.replace("clock_millis", "now"));
        assertThat(editor.changed(CLOCK, LIBRARY, edit)).isEqualTo(LIBRARY.replace("clock_millis", "now"));
    }

    @Test
    void aNameOfAnIncludedFileIsTaken() {
        editor.write(MAIN, INCLUDING);
        editor.write(CLOCK, LIBRARY);
        editor.open(MAIN, INCLUDING);
        editor.diagnostics(MAIN, all -> true);
        assertThatThrownBy(() -> TestEditor.get(editor.server()
                        .getTextDocumentService()
                        .rename(new RenameParams(editor.identifier(MAIN), new Position(1, 9), "clock_millis"))))
                .hasMessageContaining("\"clock_millis\" is declared in src/main/lua/lib/clock.lua already");
    }

    @Test
    void aSecondSilenceOfALineJoinsTheFirst() {
        String comment = "---@diagnostic disable-next-line: unknown-command";
        String text = comment + "\nreturn redis.cal(1) .. redis.call('GTE')\n";
        editor.write(MAIN, text);
        editor.open(MAIN, text);
        Diagnostic found = editor.diagnostics(MAIN, all -> !all.isEmpty()).get(0);
        CodeAction silence = editor.actions(MAIN, found).stream()
                .filter(action -> action.getTitle().equals("silence unknown-member here"))
                .findFirst()
                .orElseThrow();
        String silenced = editor.changed(MAIN, text, silence.getEdit());
        assertThat(silenced).isEqualTo(text.replace(comment, comment + ", unknown-member"));
        editor.change(MAIN, silenced);
        assertThat(editor.diagnostics(MAIN, List::isEmpty)).isEmpty();
    }

    @Test
    void aNewFileIsCheckedAndKnownToThoseThatLackedIt() {
        String text = "---@include \"lib/clock\"\nreturn clock_millis()\n";
        editor.write(MAIN, text);
        editor.open(MAIN, text);
        assertThat(codes(editor.diagnostics(MAIN, all -> !all.isEmpty()))).contains("include-not-found");
        editor.open(CLOCK, LIBRARY);
        assertThat(editor.diagnostics(MAIN, List::isEmpty)).isEmpty();
        editor.change(CLOCK, LIBRARY.replace("redis.call", "redis.cal"));
        assertThat(codes(editor.diagnostics(CLOCK, all -> !all.isEmpty()))).contains("unknown-member");
    }

    @Test
    void interfacesOfModulesBesideTheProjectAreFound() throws IOException {
        Path module = Files.createDirectories(project.resolve("scripts"));
        Files.writeString(project.resolve("pom.xml"), "<project/>");
        Files.writeString(module.resolve("pom.xml"), "<project/>");
        editor.write("app/pom.xml", "<project/>");
        Path java = editor.write("app/src/main/java/app/Main.java", "@LuaScript(\"main\") interface Main {}\n");
        String main = "scripts/" + MAIN;
        String text = "---@key bucket\nreturn redis.call('GET', bucket)\n";
        editor.write(main, text);
        editor.open(main, text);
        assertThat(TestEditor.get(editor.server()
                                .getTextDocumentService()
                                .definition(new DefinitionParams(editor.identifier(main), new Position(0, 9))))
                        .getLeft())
                .extracting(Location::getUri)
                .containsExactly(java.toUri().toString());
    }

    @Test
    void renameChangesAllFilesAndNamesTheJavaInterface() {
        editor.write(MAIN, INCLUDING);
        editor.write(CLOCK, LIBRARY);
        editor.write("src/main/java/app/Main.java", "@LuaScript(\"main\") interface Main {}\n");
        editor.open(MAIN, INCLUDING);
        editor.open(CLOCK, LIBRARY);
        editor.diagnostics(MAIN, all -> true);
        var documents = editor.server().getTextDocumentService();
        String atCall = INCLUDING.replace("clock_millis()", "clock_|millis()");
        WorkspaceEdit edit = TestEditor.get(
                documents.rename(new RenameParams(editor.identifier(MAIN), TestEditor.bar(atCall), "now_millis")));
        assertThat(editor.changed(MAIN, INCLUDING, edit)).isEqualTo(INCLUDING.replace("clock_millis", "now_millis"));
        assertThat(editor.changed(CLOCK, LIBRARY, edit)).isEqualTo(LIBRARY.replace("clock_millis", "now_millis"));
        String atKey = INCLUDING.replace("@key bucket", "@key |bucket");
        WorkspaceEdit keys = TestEditor.get(
                documents.rename(new RenameParams(editor.identifier(MAIN), TestEditor.bar(atKey), "queue")));
        assertThat(editor.changed(MAIN, INCLUDING, keys)).isEqualTo(INCLUDING.replace("bucket", "queue"));
        assertThat(editor.message().getMessage()).contains("Main.java", "\"queue\"");
        assertThatThrownBy(() -> TestEditor.get(
                        documents.rename(new RenameParams(editor.identifier(MAIN), TestEditor.bar(atKey), "end"))))
                .hasMessageContaining("can't be a name in Lua");
    }

    @Test
    void symbolsAreDeclarationsAndFunctionsWithWhatIsInThem() {
        editor.write(MAIN, "return 1\n");
        editor.open(MAIN, "---@key a\nlocal function f(p)\n  local inner = p\n  return inner\nend\nreturn f(a)\n");
        List<DocumentSymbol> symbols = TestEditor.get(editor.server()
                        .getTextDocumentService()
                        .documentSymbol(new DocumentSymbolParams(editor.identifier(MAIN))))
                .stream()
                .map(symbol -> symbol.getRight())
                .toList();
        assertThat(symbols).extracting(DocumentSymbol::getName).containsExactly("a", "f");
        assertThat(symbols.get(1).getChildren())
                .extracting(DocumentSymbol::getName)
                .containsExactly("inner");
    }

    @Test
    void settingsOfTheProjectHold() {
        editor.write("moonlet.properties", "moonlet.path=scripts\nmoonlet.checks.unused-local=error\n");
        String file = "scripts/a.lua";
        editor.write(file, "return 1\n");
        editor.open(file, "local unused = 1\nreturn 1\n");
        assertThat(editor.diagnostics(file, all -> !all.isEmpty()).get(0).getSeverity())
                .isEqualTo(org.eclipse.lsp4j.DiagnosticSeverity.Error);
    }

    @Test
    void aSessionThatIsShutDownEndsOrderly() {
        assertThat(editor.end()).isTrue();
    }

    /** {@code -Dmoonlet.edits=100000 -Dmoonlet.seed=1 -Djunit.jupiter.execution.timeout.mode=disabled} makes as many as you like. */
    @Test
    void noEditMakesItFail() {
        Random random = new Random(Long.getLong("moonlet.seed", 1));
        List<String> pieces = List.of(
                "---@key a\n",
                "---@include \"lib/clock\"\n",
                "local x = ",
                "redis.call('",
                "GET",
                "', ",
                "a",
                ")",
                "\n",
                "if ",
                " then ",
                " end\n",
                "function",
                "(",
                "'",
                "\"",
                "[[",
                "]]",
                "{",
                "}",
                "..",
                ".",
                ",",
                "---@",
                "nil",
                " == ",
                "\uD83C\uDF19",
                "\r\n",
                "CALL.",
                "require('lib/clock')",
                "return ",
                "1");
        editor.write(MAIN, INCLUDING);
        editor.write(CLOCK, LIBRARY);
        editor.open(MAIN, INCLUDING);
        StringBuilder text = new StringBuilder(INCLUDING);
        var documents = editor.server().getTextDocumentService();
        for (int i = 0; i < Integer.getInteger("moonlet.edits", 300); i++) {
            int at = random.nextInt(text.length() + 1);
            if (text.length() > 600 || random.nextInt(3) == 0) {
                text.delete(at, Math.min(text.length(), at + random.nextInt(40)));
            } else {
                text.insert(at, pieces.get(random.nextInt(pieces.size())));
            }
            editor.change(MAIN, text.toString());
            var place = new org.eclipse.lsp4j.Position(random.nextInt(8), random.nextInt(20));
            var identifier = editor.identifier(MAIN);
            TestEditor.get(documents.completion(new org.eclipse.lsp4j.CompletionParams(identifier, place)));
            TestEditor.get(documents.hover(new HoverParams(identifier, place)));
            TestEditor.get(documents.signatureHelp(new SignatureHelpParams(identifier, place)));
            TestEditor.get(documents.definition(new DefinitionParams(identifier, place)));
            TestEditor.<List<? extends Location>>get(
                    documents.references(new ReferenceParams(identifier, place, new ReferenceContext(true))));
            TestEditor.get(documents.documentSymbol(new DocumentSymbolParams(identifier)));
        }
        editor.change(MAIN, "return redis.cal('PING')\n");
        assertThat(codes(editor.diagnostics(MAIN, all -> codes(all).equals(List.of("unknown-member")))))
                .hasSize(1);
    }
}
