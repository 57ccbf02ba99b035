/** The command line. */
module dev.moonlet.tools {
    requires com.fasterxml.jackson.jr.ob;
    requires dev.moonlet.loader;
    requires info.picocli;
    requires java.compiler;
    requires static org.jspecify;

    opens dev.moonlet.cli to
            info.picocli;
}
