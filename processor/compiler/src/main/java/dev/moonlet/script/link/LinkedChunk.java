package dev.moonlet.script.link;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.Chunk;
import dev.moonlet.script.CheckOptions;
import java.util.Optional;

/**
 * The linked text of a script, parsed.
 *
 * @param chunk its tree
 * @param places where it comes from
 * @param prose the warning that the first of its tags that reads as documentation is not a directive; empty if there is none
 * @param checks how it is checked
 */
public record LinkedChunk(Chunk chunk, LinkedPlaces places, Optional<Diagnostic> prose, CheckOptions checks) {}
