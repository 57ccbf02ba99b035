package dev.moonlet.test;

import dev.moonlet.LuaScript;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The scripts of these tests, and interfaces of each kind that is injected. */
@LuaScript("notes")
interface Notes {

    long add(String note, String text);

    CompletionStage<Long> addAsync(String note, String text);

    long tag(String index, String tag);

    long tagQuietly(String index, String other, String tag);

    long count(long steps);

    /** Needs a codec. */
    @LuaScript("page")
    interface Page {
        List<String> page(String page, List<String> content);
    }

    /** Needs another codec. */
    @LuaScript("packed")
    interface Packed {
        List<String> packed(List<String> content);
    }
}
