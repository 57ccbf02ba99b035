package dev.moonlet.examples.mails;

import java.util.List;

/** What is sent. */
public record Mail(String subject, List<String> recipients) {}
