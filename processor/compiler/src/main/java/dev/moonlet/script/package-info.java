/** Scripts: their directives, includes, signature and linked text. */
@NullMarked
package dev.moonlet.script;

import org.jspecify.annotations.NullMarked;
