package dev.moonlet.codegen;

/** The version of the runtime. The annotation processor, which writes code for one version, compares it with its own. */
public final class RuntimeVersion {

    /** The version of the artifact {@code dev.moonlet:moonlet-runtime}. */
    public static final String VALUE = "${project.version}";

    private RuntimeVersion() {}
}
