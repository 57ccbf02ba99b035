package dev.moonlet.processor.model;

/** How a parameter is sent: each is a method of {@link dev.moonlet.generated.ScriptCall}. */
public enum ArgumentEncoding {
    KEY("key"),
    STRING("string"),
    INTEGER("integer"),
    NUMBER("number"),
    BOOLEAN("bool"),
    MILLISECONDS("milliseconds"),
    SECONDS("seconds");

    private final String method;

    ArgumentEncoding(String method) {
        this.method = method;
    }

    /** The method's name. */
    public String method() {
        return method;
    }
}
