package dev.moonlet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code moonlet check} reports of hostile scripts is limited and printable in each form. */
@Timeout(120)
class HostileCheckTest {

    @TempDir
    Path directory;

    private Path lua;

    @BeforeEach
    void createRoot() throws IOException {
        lua = Files.createDirectories(directory.resolve("lua"));
    }

    private record Result(int exit, String output) {}

    private Result check(String... arguments) {
        StringWriter out = new StringWriter();
        List<String> all = new ArrayList<>(List.of("check", "-p", lua.toString()));
        all.addAll(List.of(arguments));
        int exit = Moonlet.commandLine(InputStream.nullInputStream(), Map.of())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(all.toArray(String[]::new));
        return new Result(exit, out.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json", "sarif"})
    void mistakesWithoutEnd(String format) throws IOException {
        StringBuilder script = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            script.append("foo").append(i).append("()\n");
        }
        Files.writeString(lua.resolve("main.lua"), script + "return 1\n");
        Result result = check("--format", format);
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.output())
                .contains("19901 more errors of this file left out")
                .hasSizeLessThan(200_000);
        if (format.equals("text")) {
            assertThat(result.output()).endsWith("1 script: 99 errors, 0 warnings, without those left out\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json", "sarif"})
    void whatSteersATerminal(String format) throws IOException {
        String odd = "\u202e\u001b[2J\u009b\u200b";
        Files.writeString(
                lua.resolve("a" + odd + ".lua"),
                "---@include \"" + odd + "\"\nlocal s = '" + odd + "' .. foo\nreturn s\n",
                StandardCharsets.UTF_8);
        Result result = check("--format", format);
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.output().codePoints().filter(c -> c != '\n' && !isShown(c)))
                .isEmpty();
        assertThat(result.output().toLowerCase(Locale.ROOT)).contains("\\u202e");
    }

    private static boolean isShown(int c) {
        return !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT;
    }

    @Test
    void jarsThatAreNoneOrHoldTooMuch() throws IOException {
        Files.writeString(lua.resolve("main.lua"), "---@include \"bomb\"\nreturn 1\n");
        Path garbage = Files.write(directory.resolve("garbage.jar"), new byte[5000]);
        Result broken = check("--class-path", garbage.toString());
        assertThat(broken.exit()).isNotZero();
        assertThat(broken.output())
                .contains("garbage.jar")
                .contains("can't be read")
                .doesNotContain("\tat ");
        Path bomb = directory.resolve("bomb.jar");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(bomb))) {
            out.putNextEntry(new ZipEntry("META-INF/lua/bomb.lua"));
            out.write(new byte[32 << 20]);
        }
        Result large = check("--class-path", bomb.toString());
        assertThat(large.exit()).isEqualTo(1);
        assertThat(large.output()).contains("is larger than 4194304 bytes, and is not read [file-too-large]");
    }
}
