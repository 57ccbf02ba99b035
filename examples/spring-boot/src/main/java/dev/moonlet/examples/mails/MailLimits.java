package dev.moonlet.examples.mails;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How many mails a customer may send.
 *
 * @param burst at once
 * @param perSecond in the long run
 */
@ConfigurationProperties("mails")
public record MailLimits(long burst, double perSecond) {}
