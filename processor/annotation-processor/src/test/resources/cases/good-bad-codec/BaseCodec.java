package app;

import dev.moonlet.ValueCodec;

abstract class BaseCodec implements ValueCodec<Money, String> {
    @Override
    public String encode(Money value) {
        return value.text();
    }

    @Override
    public Money decode(String value) {
        return new Money(value);
    }
}
