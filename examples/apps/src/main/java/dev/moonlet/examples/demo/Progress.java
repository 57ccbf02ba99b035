package dev.moonlet.examples.demo;

/** Hears how a scenario goes, about once a second. */
@FunctionalInterface
public interface Progress {

    /** Something that was reached, in a few words. */
    void reached(String what);
}
