/** Sends mails, as many as each customer may send, from any number of instances. */
@NullMarked
package dev.moonlet.examples.mails;

import org.jspecify.annotations.NullMarked;
