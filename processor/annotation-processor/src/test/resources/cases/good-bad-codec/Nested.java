package app;

interface Nested {
    /** A class in an interface is static. It has another constructor too. */
    class Inherited extends BaseCodec {
        Inherited() {}

        Inherited(String text) {
            this();
        }
    }
}
