package dev.moonlet.benchmarks;

import dev.moonlet.processor.MoonletProcessor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.annotation.processing.Processor;
import org.mapstruct.ap.MappingProcessor;
import org.seasar.doma.internal.apt.DomaProcessor;

/** An annotation processor, and projects in which it has one interface after another to implement. */
public enum ProcessorPeer {

    /** An interface and its script, of one key, two arguments and a record. */
    MOONLET("Lua") {

        @Override
        void write(Path project, int number) throws IOException {
            put(project, "src/main/java/app/Unit" + number + ".java", """
                    package app;

                    import dev.moonlet.LuaScript;

                    @LuaScript("unit%d")
                    public interface Unit%d {
                        Taken take(String counter, long amount, long seconds);

                        record Taken(long taken, long left) {}
                    }
                    """.formatted(number, number));
            put(project, "src/main/lua/unit" + number + ".lua", """
                    -- Takes from a counter what is there, and not more.
                    ---@key counter
                    ---@arg amount integer
                    ---@arg seconds integer
                    ---@return { taken: integer, left: integer }

                    local held = tonumber(redis.call('GET', counter) or %d)
                    local taken = math.min(held, amount)
                    local left = redis.call('DECRBY', counter, taken)
                    redis.call('EXPIRE', counter, seconds)
                    return { taken = taken, left = left }
                    """.formatted(number));
        }

        @Override
        Processor processor(Path project) {
            return new MoonletProcessor();
        }
    },

    /** The same project, whose implementations were written before and are only copied. */
    COPY("Lua") {

        @Override
        void write(Path project, int number) throws IOException {
            MOONLET.write(project, number);
        }

        @Override
        List<String> preparation(Path project) throws IOException {
            Files.createDirectories(copies(project));
            return List.of("-proc:only", "-s", copies(project).toString());
        }

        @Override
        Processor processor(Path project) {
            return new CopyingProcessor(copies(project));
        }

        private Path copies(Path project) {
            return project.resolve("copies");
        }
    },

    /** A mapper of one record to another, of three components each. */
    MAPSTRUCT("Impl") {

        @Override
        void write(Path project, int number) throws IOException {
            put(project, "src/main/java/app/Unit" + number + ".java", """
                    package app;

                    import org.mapstruct.Mapper;

                    @Mapper
                    public interface Unit%d {
                        Target map(Source source);

                        record Source(String counter, long amount, long seconds) {}

                        record Target(String counter, long amount, long seconds) {}
                    }
                    """.formatted(number));
        }

        @Override
        Processor processor(Path project) {
            return new MappingProcessor();
        }
    },

    /** A DAO and its SQL, of three parameters and a number: a record would have its own generated class. */
    DOMA("Impl") {

        @Override
        void write(Path project, int number) throws IOException {
            put(project, "src/main/java/app/Unit" + number + ".java", """
                    package app;

                    import org.seasar.doma.Dao;
                    import org.seasar.doma.Select;

                    @Dao
                    public interface Unit%d {
                        @Select
                        Long take(String counter, long amount, long seconds);
                    }
                    """.formatted(number));
            put(project, "src/main/resources/META-INF/app/Unit" + number + "/take.sql", """
                    -- What a counter holds.
                    select
                        c.held - %d
                    from
                        counter c
                    where
                        c.name = /* counter */'name'
                        and
                        c.held >= /* amount */1
                        and
                        c.seconds < /* seconds */60
                    """.formatted(number));
        }

        @Override
        Processor processor(Path project) {
            return new DomaProcessor();
        }

        @Override
        List<String> options(Path project) {
            return List.of("-Adoma.resources.dir=" + project.resolve("src/main/resources"));
        }
    };

    private final String suffix;

    ProcessorPeer(String suffix) {
        this.suffix = suffix;
    }

    /** Writes an interface of a number into a project, and what belongs to it. */
    abstract void write(Path project, int number) throws IOException;

    /** The options of a compilation by Moonlet that comes before all others; empty if there is none. */
    List<String> preparation(Path project) throws IOException {
        return List.of();
    }

    /** A new processor, for one compilation. */
    abstract Processor processor(Path project);

    /** The options of the processor. */
    List<String> options(Path project) {
        return List.of();
    }

    /** The class file that comes of the interface of a number. */
    String implementation(int number) {
        return "app/Unit" + number + suffix + ".class";
    }

    private static void put(Path project, String file, String text) throws IOException {
        Path path = project.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
