package dev.moonlet.lua;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Scripts at the limits of Lua's compiler, and just beyond. */
final class LimitFixtures {

    private LimitFixtures() {}

    static List<String> all() {
        List<String> scripts = new ArrayList<>();
        for (int n = 195; n <= 203; n++) {
            scripts.add("do ".repeat(n) + "end ".repeat(n));
            scripts.add("return " + "(".repeat(n) + "1" + ")".repeat(n));
            scripts.add("return " + "{".repeat(n) + "}".repeat(n));
            scripts.add("return " + "not ".repeat(n) + "1");
            scripts.add("return " + join(n, " .. ", i -> "a"));
            scripts.add("return " + join(n, " ^ ", i -> "2"));
            scripts.add("if true then ".repeat(n) + "end ".repeat(n));
            scripts.add("local f = " + "function() return ".repeat(n) + "1 " + "end ".repeat(n));
            scripts.add("f(".repeat(n) + ")".repeat(n));
            scripts.add("t" + "[t".repeat(n) + "]".repeat(n) + " = 1");
            scripts.add(lines(n, i -> "local a" + i));
            scripts.add("local " + join(n, ",", i -> "a" + i));
            scripts.add("local function f(" + join(n, ", ", i -> "a" + i) + ") end");
            scripts.add("local function f(" + join(n, ", ", i -> "a" + i) + ", ...) end");
            scripts.add("local t = {}\nfunction t:f(" + join(n, ", ", i -> "a" + i) + ")\nend");
            scripts.add(lines(n - 3, i -> "local a" + i) + "\nfor i = 1, 2 do\n local x\nend");
            scripts.add(lines(n - 3, i -> "local a" + i) + "\nfor k, v in pairs(t) do\n local x\nend");
            scripts.add("do\n" + lines(n, i -> "local function f" + i + "() end") + "\nend");
            scripts.add(join(n, ", ", i -> "a") + " = 1");
            scripts.add("do " + join(n, ", ", i -> "a") + " = 1 end");
        }
        for (int n = 58; n <= 62; n++) {
            scripts.add(lines(n, i -> "local a" + i) + "\nreturn function()\n return " + join(n, "\n+ ", i -> "a" + i)
                    + "\nend");
            scripts.add(lines(n, i -> "local a" + i) + "\nreturn function() return function()\n return "
                    + join(n, "\n+ ", i -> "a" + i) + "\nend end");
        }
        for (int n = 240; n <= 258; n++) {
            scripts.add("f(" + join(n, ",\n", i -> "1") + ")");
            scripts.add("f(" + join(n, ",\n", i -> "x") + ", ...)");
            scripts.add("return " + join(n, ",\n", i -> "f()"));
            scripts.add("local t = { f(" + join(n, ",\n", i -> "{}") + ") }");
            scripts.add("x = " + join(n, ",\n", i -> "1"));
            scripts.add(lines(100, i -> "local a" + i) + "\nf(" + join(n - 100, ",\n", i -> "1") + ")");
            scripts.add(lines(190, i -> "local a" + i) + "\nx = " + join(n - 190, " ..\n", i -> "a"));
            scripts.add(lines(190, i -> "local a" + i) + "\nx = g[1 + " + join(n - 190, " * (1 + ", i -> "g[1]")
                    + ")".repeat(n - 191) + "]");
            scripts.add("local t = {" + join(n, ", ", i -> "'k" + i + "'") + "} return t[1].x" + n + " + t.y" + n
                    + " * 2.5");
            scripts.add(
                    lines(200, i -> "local a" + i) + "\nf(" + join(n - 200, ", ", i -> "{ x = 'k" + i + "' }") + ")");
        }
        for (int n = (1 << 18) - 2; n <= (1 << 18) + 1; n++) {
            scripts.add("local t = {" + join(n, ",", i -> i + ".5") + "}");
        }
        for (int n = 32_766; n <= 32_769; n++) {
            scripts.add("do local a end\n".repeat(n));
        }
        scripts.add("return " + join(5000, " + ", i -> "1"));
        scripts.add("return a" + ".b".repeat(20_000));
        scripts.add("return a" + "()".repeat(20_000));
        scripts.add("local t = {" + join(100_000, ",", i -> "1") + "}");
        scripts.add("if a then " + "elseif b then ".repeat(1000) + "end");
        return scripts;
    }

    private static String join(int count, String separator, IntFunction<String> piece) {
        return IntStream.range(0, count).mapToObj(piece).collect(Collectors.joining(separator));
    }

    private static String lines(int count, IntFunction<String> line) {
        return join(count, "\n", line);
    }
}
