/**
 * What is known of servers, by product and version: the globals of their sandbox, the commands that scripts run, their replies, and
 * the flags of scripts.
 */
@NullMarked
package dev.moonlet.redis;

import org.jspecify.annotations.NullMarked;
