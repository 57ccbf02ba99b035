package app;

import dev.moonlet.LuaScript;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Flux;

@LuaScript("echo")
interface Api {
    Optional<String> optional(Optional<String> value);

    List<Optional<String>> nested(List<Optional<String>> value);

    @SuppressWarnings("rawtypes")
    List raw(List value);

    Flux<String> flux(String value);
}
