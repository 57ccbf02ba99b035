/** Where files of scripts are found: directories, jars and libraries, and the settings of a project that name them. */
@NullMarked
package dev.moonlet.script.root;

import org.jspecify.annotations.NullMarked;
