package app;

import dev.moonlet.Codec;
import dev.moonlet.LuaScript;
import dev.moonlet.ValueCodec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

@LuaScript("nested")
public interface Api extends Base {
    /** The names of what generated code uses. */
    Reply nested(
            List<List<String>> values1,
            Optional<List<Integer>> call1,
            Map<String, String> json,
            Money executor,
            boolean[] reply,
            float... call);

    @Deprecated
    @LuaScript("old")
    Old old(String value);

    record Reply(Page<Long> page, Money MONEYS, Optional<Page<String>> element) {}

    record Page<T>(List<T> items, long next) {}

    record Money(long cents) {}

    @Deprecated
    @Codec(OldCodec.class)
    record Old(List<String> parts) {}

    record Moneys() implements ValueCodec<Money, Long> {
        @Override
        public Long encode(Money value) {
            return value.cents();
        }

        @Override
        public Money decode(Long value) {
            return new Money(value);
        }
    }

    @SuppressWarnings("deprecation")
    final class OldCodec implements ValueCodec<Old, Old> {
        @Override
        public Old encode(Old value) {
            return value;
        }

        @Override
        public Old decode(Old value) {
            return value;
        }
    }
}
