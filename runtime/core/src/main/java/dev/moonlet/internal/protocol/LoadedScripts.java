package dev.moonlet.internal.protocol;

/** What an attempt has to know of the scripts that its server has. Safe for use by several threads. */
public interface LoadedScripts {

    /** Which commands the server has for calling and loading scripts. */
    CommandSupport support();

    /** How often the server's scripts were lost. */
    int generation();

    /** The scripts of a generation are lost. */
    void clear(int ofGeneration);
}
