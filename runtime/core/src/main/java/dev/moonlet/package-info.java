/**
 * Redis Lua scripts as typed Java methods: the annotations that bind an interface to its scripts, the executor that runs
 * them, and the exceptions that they end with.
 *
 * @see <a href="https://redis.io/docs/latest/develop/programmability/eval-intro/">Scripting with Lua in Redis</a>
 */
@NullMarked
package dev.moonlet;

import org.jspecify.annotations.NullMarked;
