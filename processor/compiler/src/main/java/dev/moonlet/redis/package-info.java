/**
 * What is known of servers, by product and version: the globals of their sandbox, the commands that scripts run, what these reply,
 * and how a script tells its flags.
 */
@NullMarked
package dev.moonlet.redis;

import org.jspecify.annotations.NullMarked;
