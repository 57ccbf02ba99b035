package app;

import dev.moonlet.Arg;
import dev.moonlet.Key;
import dev.moonlet.LuaScript;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@LuaScript("lease")
public interface Api {
    boolean take(@Key String lease, String owner, Duration ttl, Optional<Long> fence);

    boolean takeNullable(@Key String lease, String owner, Duration ttl, @Nullable Long fence);

    boolean takeAll(@Key String lease, String owner, Duration ttl);

    boolean takeIn(@Key String lease, String owner, @Arg(type = "milliseconds") Duration ttl);

    @LuaScript("pause")
    long pause(@Key String queue, @Arg(type = "seconds") Duration pause, @Arg(type = "string[]") List<String> names);
}
