package app;

import dev.moonlet.Codec;
import dev.moonlet.LuaScript;
import dev.moonlet.ValueCodec;
import io.lettuce.core.RedisFuture;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

@LuaScript("pay")
@Codec(Api.Dates.class)
public interface Api {
    Receipt pay(LocalDate on, Money amount, Optional<Money> tip, List<Money> parts, Map<String, ? extends Number> details);

    RedisFuture<Receipt> payAsync(
            LocalDate on, Money amount, Optional<Money> tip, List<Money> parts, Map<String, ? extends Number> details);

    record Receipt(Money total, @Codec(Upper.class) String label, Optional<List<String>> notes) {}

    @Codec(Cents.class)
    record Money(long cents) {}

    final class Cents implements ValueCodec<Money, Long> {
        @Override
        public Long encode(Money value) {
            return value.cents();
        }

        @Override
        public Money decode(Long value) {
            return new Money(value);
        }
    }

    final class Dates implements ValueCodec<LocalDate, String> {
        @Override
        public String encode(LocalDate value) {
            return value.toString();
        }

        @Override
        public LocalDate decode(String value) {
            return LocalDate.parse(value);
        }
    }

    final class Upper implements ValueCodec<String, String> {
        @Override
        public String encode(String value) {
            return value.toUpperCase();
        }

        @Override
        public String decode(String value) {
            return value.toLowerCase();
        }
    }
}
