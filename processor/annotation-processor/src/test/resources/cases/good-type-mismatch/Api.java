package app;

import dev.moonlet.LuaScript;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Types at the end of the lists of those that fit, and components in another order. */
@LuaScript("all")
public interface Api {
    Wide all(Kind key, Instant at, BigDecimal rate, Set<UUID> ids, Optional<Kind> note, Optional<Short> limit);

    Narrow narrow(CharSequence key, int at, long rate, String[] ids, byte[] note, BigInteger limit);

    enum Kind {
        A
    }

    record Wide(Optional<Kind> note, Set<UUID> tags, Duration at, BigInteger count, Pair pair) {}

    record Narrow(byte count, int at, String[] tags, String note, Pair pair) {}

    record Pair(String name, Integer number) {}
}
