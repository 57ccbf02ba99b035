package app;

import dev.moonlet.LuaScript;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

@LuaScript("find")
public interface Api extends One, Two {

    List<Row> find(String reply, String element, String call, String FIND);

    @LuaScript("maybe")
    CompletableFuture<Optional<List<Optional<Row>>>> maybe(String reply, String element, String call, String FIND);

    @Deprecated
    void old(String reply, String element, String call, String FIND);

    @Override
    String toString();

    record Row(List<String> element, String reply) {}
}
