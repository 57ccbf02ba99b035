package dev.moonlet.script;

import dev.moonlet.lua.Chunk;

/**
 * The linked text of a script, parsed.
 *
 * @param chunk its tree
 * @param places where it comes from
 */
public record LinkedChunk(Chunk chunk, LinkedPlaces places) {}
