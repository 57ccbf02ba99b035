/** The command line. */
module dev.moonlet.tools {
    requires com.fasterxml.jackson.jr.ob;
    requires dev.moonlet.loader;
    requires info.picocli;
    requires java.compiler;
    requires org.eclipse.lsp4j;
    requires org.eclipse.lsp4j.jsonrpc;
    requires static org.jspecify;

    opens dev.moonlet.cli to
            info.picocli;
    opens dev.moonlet.lsp to
            org.eclipse.lsp4j.jsonrpc;
}
