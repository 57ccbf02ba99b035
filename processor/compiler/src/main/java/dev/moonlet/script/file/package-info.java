/** A file by itself: its directives, what it refers to, and what it declares. */
@NullMarked
package dev.moonlet.script.file;

import org.jspecify.annotations.NullMarked;
