package dev.moonlet.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.moonlet.JsonCodec;
import dev.moonlet.ReplyMismatchException;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.TypeRef;
import dev.moonlet.jackson.Jackson3Codec;
import dev.moonlet.jackson.JacksonCodec;
import dev.moonlet.processor.Coded.Bill;
import dev.moonlet.processor.Coded.Document;
import dev.moonlet.processor.Coded.Money;
import dev.moonlet.testing.RedisExtension;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Codecs of the application's own, and those of JSON. */
class CodedIT {

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    @TempDir
    static Path directory;

    private static final Document DOCUMENT =
            new Document("\u00e9\u0000\"\\ \ud83c\udf0d", -5, List.of(0.5, 1e300), new Document("", 0, null, null));

    @SuppressWarnings("NullAway.Init") // set before the first test
    private static Implementations.Implementation<Coded> implementation;

    private static Coded coded(JsonCodec json) throws Exception {
        return implementation.create(ScriptExecutor.of(redis.connection()), json);
    }

    private static Coded coded() throws Exception {
        return coded(new JacksonCodec(new ObjectMapper()));
    }

    static Stream<JsonCodec> jsonCodecs() {
        return Stream.of(
                new JacksonCodec(new ObjectMapper()), new Jackson3Codec(new tools.jackson.databind.ObjectMapper()));
    }

    @BeforeAll
    static void implement() throws Exception {
        implementation = Implementations.of(Coded.class, directory);
    }

    @Test
    void typesThatNameTheirCodecAreCodedWhereverTheyStand() throws Exception {
        Bill bill = coded().pay("a", new Money(500), Optional.of(new Money(50)), new Money(1), new Money(7));
        assertThat(bill)
                .isEqualTo(new Bill(new Money(558), List.of(new Money(1), new Money(7)), Optional.of(new Money(7))));
        assertThat(coded().pay("a", new Money(5), Optional.empty()))
                .isEqualTo(new Bill(new Money(5), List.of(), Optional.empty()));
    }

    @Test
    void codecsOfTheInterfaceAreForAllOfItsMethods() throws Exception {
        assertThat(coded().on(LocalDate.of(2026, 2, 28), List.of(DayOfWeek.MONDAY, DayOfWeek.SUNDAY)))
                .isEqualTo("2026-02-28 mon,sun");
        assertThat(coded().raw(LocalDate.of(2026, 2, 28), new Money(12), "t"))
                .isEqualTo(List.of("2026-02-28", "12", "{t}"));
    }

    @Test
    void codecsOfAParameterAreForThatAlone() throws Exception {
        assertThat(coded().shout("a")).isEqualTo("{A}");
        assertThat(coded().shoutAsync("{a").join()).isEqualTo("A");
    }

    @Test
    void whatACodecRefusesIsNotSent() {
        assertThatThrownBy(() -> coded().shout("}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "text of script coded/shout: dev.moonlet.processor.Coded$Braces failed; its exception is the cause")
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> coded().pay("a", new Money(1), Optional.empty(), new Money(1L << 54)))
                .hasMessageStartingWith("parts of script coded/pay: 18014398509481984 lies beyond 2^53");
    }

    @Test
    void whatACodecDoesNotReadIsAMismatch() throws Exception {
        ReplyMismatchException mismatch =
                catchThrowableOfType(ReplyMismatchException.class, () -> coded().half(new Money(3)));
        assertThat(mismatch)
                .hasMessage("script coded/half: the reply is not of the declared type: expected a value that Moneys"
                        + " decodes, found another")
                .hasRootCauseMessage("secret -3");
    }

    @ParameterizedTest
    @MethodSource("jsonCodecs")
    void jsonArrivesInLuaAsTablesAndComesBack(JsonCodec json) throws Exception {
        Coded coded = coded(json);
        assertThat(coded.describe(DOCUMENT))
                .containsExactly(
                        "/name=string:" + DOCUMENT.name(),
                        "/part/name=string:",
                        "/part/part=userdata:null",
                        "/part/size=number:0",
                        "/part/weights=userdata:null",
                        "/size=number:-5",
                        "/weights/1=number:0.5",
                        "/weights/2=number:1e+300");
        assertThat(coded.echo(DOCUMENT)).isEqualTo(DOCUMENT);
        assertThat(coded.echoMap(Map.of("a", List.of(DOCUMENT, DOCUMENT))))
                .isEqualTo(Map.of("a", List.of(DOCUMENT, DOCUMENT)));
        assertThat(coded.echoNumbers(1, 2)).containsExactly(1, 2);
        assertThat(coded.echoNumber(5)).isEqualTo(5);
        assertThat(coded.echoAnything(Map.of("x", "y"))).isEqualTo(Map.of("x", "y"));
    }

    @ParameterizedTest
    @MethodSource("jsonCodecs")
    void numbersInJsonComeBackAsTheyWere(JsonCodec json) throws Exception {
        long greatest = (1L << 53) - 1;
        List<Double> numbers = new ArrayList<>(List.of(
                0.1,
                1 / 3d,
                0.1 + 0.2,
                1e300,
                -1e-300,
                (double) greatest,
                -1.5,
                123456789012345.6,
                Math.PI,
                Double.MIN_VALUE,
                -Double.MAX_VALUE));
        new Random(7).doubles(200).map(d -> d * 1e9).forEach(numbers::add);
        assertThat(coded(json).echoDoubles(numbers)).isEqualTo(numbers);
        assertThat(coded(json).echoNumber(greatest)).isEqualTo(greatest);
        assertThat(coded(json).echoNumber(-greatest)).isEqualTo(-greatest);
        List<BigDecimal> decimals = List.of(new BigDecimal("0.1"), new BigDecimal("1234567890.25"));
        assertThat(coded(json).echoDecimals(decimals)).isEqualTo(decimals);
    }

    @ParameterizedTest
    @MethodSource("jsonCodecs")
    void emptySequencesComeBackFromLuasEmptyTable(JsonCodec json) throws Exception {
        assertThat(coded(json).echoDoubles(List.of())).isEmpty();
        assertThat(coded(json).echoNumbers()).isEmpty();
        assertThat(coded(json).echoMap(Map.of())).isEmpty();
        Map<Long, Set<Set<String>>> sets = Map.of(123456789012345678L, Set.of(), 2L, Set.of(Set.of()));
        assertThat(coded(json).echoSets(sets)).isEqualTo(sets);
        assertThatThrownBy(() -> coded(json).encoded("[]")).isInstanceOf(ReplyMismatchException.class);
    }

    @ParameterizedTest
    @MethodSource("jsonCodecs")
    void jsonThatMayBeLeftOut(JsonCodec json) throws Exception {
        Coded coded = coded(json);
        assertThat(coded.maybe(Optional.of(DOCUMENT))).contains(DOCUMENT);
        assertThat(coded.maybe(Optional.empty())).isEmpty();
        assertThat(coded.maybeNull(DOCUMENT)).isEqualTo(DOCUMENT);
        assertThat(coded.maybeNull(null)).isNull();
    }

    @Test
    void jsonStandsInTablesToo() throws Exception {
        Document other = new Document("b", 1, null, null);
        assertThat(coded().documents(List.of(other, DOCUMENT)))
                .isEqualTo(new Coded.Documents(
                        other, List.of(other, DOCUMENT), Map.of("b", other, DOCUMENT.name(), DOCUMENT)));
    }

    @Test
    void numbersThatLuaWouldRoundAreRefused() {
        assertThatThrownBy(() -> coded().echoNumber((1L << 53) + 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "value of script coded/echo: 9007199254740993 lies beyond 2^53, where Lua, whose numbers are"
                                + " doubles, would round it");
        assertThatThrownBy(() -> coded().echoAnything(List.of("\"9007199254740993", Map.of("a", -9007199254740993L))))
                .hasMessageContaining("-9007199254740993 lies beyond 2^53");
    }

    @ParameterizedTest
    @MethodSource("jsonCodecs")
    void jsonOfAnotherShapeIsAMismatch(JsonCodec json) throws Exception {
        Coded coded = coded(json);
        ReplyMismatchException mismatch =
                catchThrowableOfType(ReplyMismatchException.class, () -> coded.encoded("{\"size\":\"secret\"}"));
        assertThat(mismatch)
                .hasMessage("script coded/encoded: the reply is not of the declared type: expected JSON of type"
                        + " dev.moonlet.processor.Coded$Document, found a string that the codec does not read as such");
        assertThat(mismatch.getCause()).isNotNull();
        assertThatThrownBy(() -> coded.encoded("null"))
                .isInstanceOf(ReplyMismatchException.class)
                .hasMessageEndingWith("expected JSON of type dev.moonlet.processor.Coded$Document, found null");
    }

    @Test
    void whatTheJsonCodecRefusesIsNotSent() throws Exception {
        Coded coded = coded(new JsonCodec() {
            @Override
            public byte[] encode(Object value, TypeRef<?> type) {
                throw new IllegalStateException("no " + type);
            }

            @Override
            public <T> @Nullable T decode(byte[] json, TypeRef<T> type) {
                return null;
            }
        });
        assertThatThrownBy(() -> coded.echoMap(Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("value of script coded/echo: it can't be written as JSON;"
                        + " the codec's exception is the cause")
                .hasRootCauseMessage(
                        "no java.util.Map<java.lang.String, java.util.List<dev.moonlet.processor.Coded$Document>>");
    }
}
