package dev.moonlet.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.jackson.JacksonCodec;
import dev.moonlet.loader.ScriptLoader;
import dev.moonlet.loader.ScriptRunner;
import dev.moonlet.processor.Tables.Colour;
import dev.moonlet.processor.Tables.Line;
import dev.moonlet.processor.Tables.Order;
import dev.moonlet.processor.Tables.Place;
import dev.moonlet.processor.Tables.Point;
import dev.moonlet.processor.Tables.Shape;
import dev.moonlet.testing.RedisExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Tables as arguments, from records and from runners. */
class TablesIT {

    private static final String SEEN = "id=string:o\"1\\ note=string: urgent=boolean:false big=string:9007199254740993"
            + " at=number:1500 total=string:0.10000000000000001 line1=string:a*2 red+blue line2=string:b*1 "
            + " lines=number:2 red=number:7 blue=nil:nil place=string:3RED extra=string:y";

    private static final String SEEN_WITHOUT = "id=string:ü note=nil:nil urgent=nil:nil big=string:-1 at=number:0"
            + " total=string:10 lines=number:0 red=nil:nil blue=nil:nil place=string:0RED extra=nil:nil";

    private static final Place PLACE = new Place(3, Colour.RED);

    private static final Order ORDER = new Order(
            "o\"1\\",
            "",
            Optional.of(false),
            9007199254740993L,
            Duration.ofMillis(1500),
            0.1,
            List.of(new Line("a", 2, List.of("red", "blue")), new Line("b", 1, List.of())),
            Map.of("red", 7),
            PLACE,
            Map.of("x", "y"));

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    @TempDir
    static Path directory;

    private static Tables tables;

    @BeforeAll
    static void compile() throws Exception {
        tables = Implementations.of(Tables.class, directory)
                .create(ScriptExecutor.of(redis.connection()), new JacksonCodec(new ObjectMapper()));
    }

    private static Order without(List<Line> lines, Map<String, Integer> tags, double total) {
        return new Order(
                "ü", null, Optional.empty(), -1, Duration.ZERO, total, lines, tags, new Place(0, Colour.RED), null);
    }

    @Test
    void recordsAreTables() {
        assertThat(tables.order(ORDER)).isEqualTo(SEEN);
    }

    @Test
    void methodsHaveArgumentsThatAreAlwaysTheSame() {
        assertThat(tables.pop("here", 2)).isEqualTo("here pop 2 none false none none");
        assertThat(tables.push()).isEqualTo("here push\n\" -7 0.5 true 60 ");
        assertThat(tables.entries("one")).containsExactly("key", "one", "two", "three");
    }

    @Test
    void parametersNameTheEntriesThatTheyFill() {
        assertThat(tables.placed("three", "one", "key")).containsExactly("key", "one", "120", "three");
    }

    @Test
    @SuppressWarnings("NullAway") // on purpose
    void aTypeSaysThatThereMayBeNothing() {
        assertThat(tables.absent("key", "one", "two", 3)).containsExactly("key", "one", "two", "3");
        assertThat(tables.absent("key", "one", "two", null)).containsExactly("key", "one", "two", "none");
        assertThat(tables.boxed("key", "one", "two", 3L)).containsExactly("key", "one", "two", "3");
        assertThat(tables.boxed("key", "one", "two", null)).containsExactly("key", "one", "two", "none");
    }

    @Test
    @SuppressWarnings("NullAway") // on purpose
    void recordsThatSupplyArgumentsAreThere() {
        assertThat(tables.operation(new Tables.Outer("here", new Tables.Inner("pop", 2))))
                .isEqualTo("here pop 2 none false none none");
        assertThatThrownBy(() -> tables.operation(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("outer of script tables/operation is null");
        assertThatThrownBy(() -> tables.operation(new Tables.Outer("here", null)))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("outer.inner of script tables/operation is null");
    }

    @Test
    void nullIsNil() {
        assertThat(tables.order(without(List.of(), Map.of(), 10))).isEqualTo(SEEN_WITHOUT);
    }

    @Test
    void tablesMayBeLeftOut() {
        assertThat(tables.nothing()).isEqualTo("nothing nothing 4 one circle nil");
        assertThat(tables.optional(null, null, Optional.empty(), null)).isEqualTo(tables.nothing());
        Point point = new Point(1, null);
        assertThat(tables.optional(point, Map.of(), Optional.of(PLACE), new Shape("square", Optional.of(4))))
                .isEqualTo("1 nothing 0 RED square 4");
    }

    @Test
    @SuppressWarnings("NullAway") // on purpose
    void errorsNameTheField() {
        assertThatThrownBy(() -> tables.order(without(List.of(), Map.of(), Double.NaN)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("order of script tables/order: field total: ");
        assertThatThrownBy(() -> tables.order(without(Arrays.asList(new Line("a", 1, List.of()), null), Map.of(), 0)))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("order of script tables/order: field lines: an element is null");
        Map<String, Integer> tags = new HashMap<>();
        tags.put("red", null);
        assertThatThrownBy(() -> tables.order(without(List.of(), tags, 0)))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("order of script tables/order: field tags: field red is null");
        assertThatThrownBy(() -> tables.order(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("order of script tables/order is null");
    }

    @Test
    void runnersTakeMaps() throws Exception {
        Map<String, Object> order = new HashMap<>();
        order.put("id", ORDER.id());
        order.put("note", "");
        order.put("urgent", Optional.of(false));
        order.put("big", "9007199254740993");
        order.put("at", ORDER.at());
        order.put("total", 0.1);
        order.put(
                "lines",
                List.of(
                        Map.of("sku", "a", "quantity", 2, "colours", List.of("red", "blue")),
                        Map.of("sku", "b", "quantity", "1", "colours", new String[0])));
        order.put("tags", Map.of("red", 7));
        order.put("place", List.of(3, "RED"));
        order.put("extra", Map.of("x", "y"));
        ScriptRunner runner = runner("order");
        assertThat(runner.run(Map.of("order", order))).isEqualTo(SEEN);
        order.put("colour", "red");
        assertThatThrownBy(() -> runner.run(Map.of("order", order)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("order of script order: field \"colour\" is not declared in { id: string,");
        order.remove("colour");
        order.put("lines", List.of(Map.of("sku", "a", "quantity", "many", "colours", List.of())));
        assertThatThrownBy(() -> runner.run(Map.of("order", order)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("order of script order: field lines: field quantity: expected integer, got \"many\"");
        order.remove("id");
        assertThatThrownBy(() -> runner.run(Map.of("order", order)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("order of script order: field \"id\" is missing");
        assertThat(runner("optional").run(Map.of())).isEqualTo(tables.nothing());
    }

    private static ScriptRunner runner(String name) throws Exception {
        String text = Files.readString(Path.of("src/test/lua/tables/" + name + ".lua"));
        return new ScriptRunner(ScriptLoader.of().parse(name, text), ScriptExecutor.of(redis.connection()));
    }
}
