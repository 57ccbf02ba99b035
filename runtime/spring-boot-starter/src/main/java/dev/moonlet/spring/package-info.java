/**
 * Moonlet in a Spring application: executors on its {@code LettuceConnectionFactory}, and their auto-configuration by Spring Boot
 * 3.5 and 4.
 */
@NullMarked
package dev.moonlet.spring;

import org.jspecify.annotations.NullMarked;
