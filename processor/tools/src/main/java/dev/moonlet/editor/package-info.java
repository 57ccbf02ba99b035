/** What {@code moonlet init} writes for editors and linters of Lua: what scripts have that other Lua programs don't. */
@NullMarked
package dev.moonlet.editor;

import org.jspecify.annotations.NullMarked;
