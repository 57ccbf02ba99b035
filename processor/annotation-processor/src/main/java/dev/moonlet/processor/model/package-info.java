/** What the processor knows of an interface and of the scripts it binds. */
@NullMarked
package dev.moonlet.processor.model;

import org.jspecify.annotations.NullMarked;
