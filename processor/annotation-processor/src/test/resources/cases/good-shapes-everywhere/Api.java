package app;

import dev.moonlet.Arg;
import dev.moonlet.Code;
import dev.moonlet.Codec;
import dev.moonlet.Key;
import dev.moonlet.LuaScript;
import dev.moonlet.ReturnedErrors;
import dev.moonlet.ValueCodec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Flux;

@LuaScript("jobs")
@ReturnedErrors(Api.Failure.class)
public interface Api extends Base {
    Map<String, Point> values(String job, String value);

    Nested nested(String job, String reply);

    Flux<Outcome> all(String job);

    Optional<Outcome> maybe(String job);

    Outcome prices(String job);

    List<OP> codes(OP first, List<OP> more);

    record Point(int x, int y) {}

    record Nested(Inner a) {}

    sealed interface Inner {
        record Deep(Point d) implements Inner {}

        record Number(long reply) implements Inner {}
    }

    sealed interface Outcome {
        record Done(String id, @Codec(Money.class) List<Cents> prices) implements Outcome {}

        record Counted(String prices, long count) implements Outcome {}

        record Name(String id) implements Outcome, Retryable {}

        record MissingLock(String name, int code, String message) implements Outcome {}
    }

    sealed interface Retryable extends Outcome {
        record Later(long millis) implements Retryable {}
    }

    record Cents(long value) {}

    final class Money implements ValueCodec<Cents, String> {
        @Override
        public String encode(Cents cents) {
            return Long.toString(cents.value());
        }

        @Override
        public Cents decode(String text) {
            return new Cents(Long.parseLong(text));
        }
    }

    enum Failure {
        MISSING_LOCK
    }

    enum OP {
        @Code(1)
        PUSH,
        @Code(2)
        POP
    }
}

interface Base {
    void nothing(String job);
}
