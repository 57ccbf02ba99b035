/** The language server: what the compiler knows of scripts, for editors. */
@NullMarked
package dev.moonlet.lsp;

import org.jspecify.annotations.NullMarked;
