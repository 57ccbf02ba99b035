package app;

import dev.moonlet.Codec;
import dev.moonlet.LuaScript;
import dev.moonlet.ValueCodec;

@LuaScript("pay")
interface Api {
    String abstractOne(@Codec(AbstractCodec.class) Money amount);

    String innerOne(@Codec(Outer.Inner.class) Money amount);

    String argument(@Codec(ArgumentCodec.class) Money amount);

    String foreign(@Codec(MoneyCodec.class) String amount);

    String twice(@Codec({DoubleCodec.class}) Money amount);

    @Codec(MoneyCodec.class)
    String result(@Codec(MoneyCodec.class) Money amount);

    Own own(String amount);
}

record Money(String text) {}

@Codec(MoneyCodec.class)
record Own(String text) {}

class MoneyCodec implements ValueCodec<Money, String> {
    @Override
    public String encode(Money value) {
        return value.text();
    }

    @Override
    public Money decode(String value) {
        return new Money(value);
    }
}

abstract class AbstractCodec extends MoneyCodec {}

class ArgumentCodec extends MoneyCodec {
    ArgumentCodec(String argument) {}
}

class Outer {
    class Inner extends MoneyCodec {}
}

/** Its values can't be sent as a string. */
class DoubleCodec implements ValueCodec<Money, Double> {
    @Override
    public Double encode(Money value) {
        return 0.0;
    }

    @Override
    public Money decode(Double value) {
        return new Money("");
    }
}
