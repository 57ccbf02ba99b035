package dev.moonlet.codegen;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the scripts that a class was generated from. During development, a class that was generated from a script which has
 * changed since fails when it is first used.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface GeneratedFrom {

    /**
     * The files, for example {@code src/main/lua/token_bucket.lua#9b1ac2e0}: the path from a directory around the classes, a
     * {@code #}, and the checksum of the content.
     */
    String[] value();
}
