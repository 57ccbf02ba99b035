package dev.moonlet.maven;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;

/**
 * How the compiler plugin compiles a source set, as far as it matters to generated classes.
 *
 * @see <a href="https://maven.apache.org/plugins/maven-compiler-plugin/compile-mojo.html">compiler:compile</a>
 */
final class CompilerSettings {

    private static final String PROCESSOR_OPTION = "-A";

    /** The beginnings of arguments that do not change what is written into classes. */
    private static final List<String> REPORTING = List.of(
            PROCESSOR_OPTION, "-X", "-Werror", "-proc:", "-nowarn", "-verbose", "-deprecation", "--should-stop", "-J");

    /** What another compiler than the one that runs Maven is chosen by, or one that is set up in another way. */
    private static final List<String> OTHERS = List.of("jdkToolchain", "executable");

    private final @Nullable Xpp3Dom configuration;
    private final Function<String, Optional<String>> properties;
    private final boolean tests;
    private final boolean toolchain;

    /**
     * @param configuration the configuration of the execution
     * @param properties the properties of the project and of the command line
     * @param tests whether the source set is that of tests
     * @param toolchain whether the build chooses a JDK for the compiler
     */
    CompilerSettings(
            @Nullable Xpp3Dom configuration,
            Function<String, Optional<String>> properties,
            boolean tests,
            boolean toolchain) {
        this.configuration = configuration;
        this.properties = properties;
        this.tests = tests;
        this.toolchain = toolchain;
    }

    /** Whether a source set is compiled by the compiler of the JDK that runs Maven. */
    boolean isOwnJavac() {
        return !toolchain
                && OTHERS.stream().noneMatch(name -> configuration != null && configuration.getChild(name) != null)
                && value("compilerId", "maven.compiler.compilerId")
                        .orElse("javac")
                        .equals("javac")
                && !value("fork", "maven.compiler.fork").orElse("false").equals("true");
    }

    /** Whether warnings fail a build. */
    boolean failsOnWarning() {
        return value("failOnWarning", "maven.compiler.failOnWarning")
                        .orElse("false")
                        .equals("true")
                || arguments().contains("-Werror");
    }

    /** Where the sources go that processors write. */
    Path generatedSources(Path directory, Path target) {
        String name = tests ? "generatedTestSourcesDirectory" : "generatedSourcesDirectory";
        return directory.resolve(child(name)
                .map(Path::of)
                .orElse(target.resolve(
                        tests ? "generated-test-sources/test-annotations" : "generated-sources/annotations")));
    }

    /** The options with which the compiler writes classes as it writes those of the source set. */
    List<String> languageOptions() {
        List<String> options = new ArrayList<>();
        Optional<String> release = testValue("Release", "release");
        if (release.isPresent()) {
            options.addAll(List.of("--release", release.get()));
        } else {
            testValue("Source", "source").ifPresent(version -> options.addAll(List.of("-source", version)));
            testValue("Target", "target").ifPresent(version -> options.addAll(List.of("-target", version)));
        }
        value("encoding", "encoding")
                .or(() -> properties.apply("project.build.sourceEncoding"))
                .ifPresent(charset -> options.addAll(List.of("-encoding", charset)));
        if (!value("debug", "maven.compiler.debug").orElse("true").equals("false")) {
            options.add("-g");
        }
        if (value("parameters", "maven.compiler.parameters").orElse("false").equals("true")) {
            options.add("-parameters");
        }
        if (value("enablePreview", "maven.compiler.enablePreview")
                .orElse("false")
                .equals("true")) {
            options.add("--enable-preview");
        }
        arguments().stream()
                .filter(argument -> REPORTING.stream().noneMatch(argument::startsWith))
                .forEach(options::add);
        return options;
    }

    /** The options of annotation processors that are Moonlet's: settings by name. */
    Map<String, String> moonletSettings() {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String argument : arguments()) {
            if (argument.startsWith(PROCESSOR_OPTION + "moonlet.")) {
                int equals = argument.indexOf('=');
                String name = argument.substring(PROCESSOR_OPTION.length(), equals < 0 ? argument.length() : equals);
                settings.put(name, equals < 0 ? "" : argument.substring(equals + 1));
            }
        }
        return settings;
    }

    /** The jars that processors are taken from; empty if those of the class path are. */
    Optional<Xpp3Dom> processorPaths() {
        return Optional.ofNullable(configuration).map(all -> all.getChild("annotationProcessorPaths"));
    }

    /** Whether processors run. */
    boolean runsProcessors() {
        return !value("proc", "maven.compiler.proc").orElse("").equals("none")
                && !arguments().contains("-proc:none");
    }

    private List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        for (String list : tests ? List.of("testCompilerArguments", "compilerArgs") : List.of("compilerArgs")) {
            children(list).map(Xpp3Dom::getValue).filter(value -> value != null).forEach(arguments::add);
        }
        children("compilerArguments")
                .forEach(child -> arguments.add(
                        "-" + child.getName() + (child.getValue() == null ? "" : "=" + child.getValue())));
        child(tests ? "testCompilerArgument" : "compilerArgument")
                .or(() -> child("compilerArgument"))
                .ifPresent(arguments::add);
        return arguments.stream().map(String::strip).toList();
    }

    private Stream<Xpp3Dom> children(String name) {
        Xpp3Dom child = configuration == null ? null : configuration.getChild(name);
        return child == null ? Stream.empty() : Arrays.stream(child.getChildren());
    }

    /** A setting that tests may have for themselves. */
    private Optional<String> testValue(String suffix, String name) {
        Optional<String> own = tests ? value("test" + suffix, "maven.compiler.test" + suffix) : Optional.empty();
        return own.or(() -> value(name, "maven.compiler." + name));
    }

    private Optional<String> value(String name, String property) {
        return child(name).or(() -> properties.apply(property)).filter(value -> !value.isBlank());
    }

    private Optional<String> child(String name) {
        return Optional.ofNullable(configuration)
                .map(all -> all.getChild(name))
                .map(Xpp3Dom::getValue)
                .map(String::strip);
    }
}
