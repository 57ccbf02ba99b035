/**
 * What generated implementations are written against. Applications have no need to call it, and it may change with any
 * release together with the generator.
 */
@Internal
@NullMarked
package dev.moonlet.codegen;

import dev.moonlet.Internal;
import org.jspecify.annotations.NullMarked;
