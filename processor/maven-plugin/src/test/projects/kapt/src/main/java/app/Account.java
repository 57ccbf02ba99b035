package app;

public record Account(String owner, String note, long balance) {}
