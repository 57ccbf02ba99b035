package app;

record Money(String text) {}
