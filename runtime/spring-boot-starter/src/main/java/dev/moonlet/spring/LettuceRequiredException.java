package dev.moonlet.spring;

/** The application's connection factory is not one of Lettuce, which its bean method did not show. */
final class LettuceRequiredException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Class<?> factory;

    LettuceRequiredException(Class<?> factory) {
        super(reason(factory));
        this.factory = factory;
    }

    /** The class of the connection factory. */
    Class<?> factory() {
        return factory;
    }

    static String reason(Class<?> factory) {
        return "Moonlet needs Lettuce; the application's RedisConnectionFactory is " + factory.getSimpleName();
    }
}
