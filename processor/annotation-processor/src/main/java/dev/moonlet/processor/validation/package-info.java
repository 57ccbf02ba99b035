/** Holds Java methods against the declarations of their scripts. */
@NullMarked
package dev.moonlet.processor.validation;

import org.jspecify.annotations.NullMarked;
