/**
 * Interfaces that tests call scripts by, and what the annotation processor writes for them. A test of the annotation processor
 * compares the latter, and {@code mvn verify -Dmoonlet.goldens=rewrite} writes it anew.
 */
package dev.moonlet.scripts;
