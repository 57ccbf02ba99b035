package app;

import dev.moonlet.Arg;
import dev.moonlet.Key;
import dev.moonlet.LuaScript;
import java.util.List;
import java.util.Map;
import java.util.Optional;

@LuaScript("script")
public interface Api {
    void tooFew(@Key String key);

    void tooMany(@Key String key, String a, String b, String c);

    void unsendable(@Key String key, String a, Map<String, String> b);

    void manyFirst(@Key String key, List<String> a, String b);

    String noResult(@Key String key, String a, String b);

    void numberAsKey(@Key int key, String a, String b);

    void notAsked(@Key String key, String a, Optional<String> b);

    void behindAGap(@Key String key, String a, @Arg("ARGV[4]") String b);

    void twice(@Key String key, @Arg("ARGV[1]") String a, @Arg("ARGV[1]") String b);

    @Arg(name = "ARGV[2]", value = "x")
    void both(@Key String key, String a, @Arg("ARGV[2]") String b);

    void several(@Key int key, Map<String, String> a, Map<String, String> b);
}
