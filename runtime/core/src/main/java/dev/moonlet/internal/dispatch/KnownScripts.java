package dev.moonlet.internal.dispatch;

import dev.moonlet.internal.protocol.LibraryConflict;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The digests of scripts that a server is taken to have loaded, and the names of libraries. All scripts of them were there at
 * one moment, and nothing was loaded since. Safe for use by several threads.
 */
final class KnownScripts {

    private final Set<String> digests = ConcurrentHashMap.newKeySet();
    private final AtomicInteger generation = new AtomicInteger();

    /** The names of libraries that can be called, and whether each was there before it was loaded. */
    private final Map<String, Boolean> libraries = new ConcurrentHashMap<>();

    /** By the names of the libraries that were not loaded. */
    private final Map<String, LibraryConflict> conflicts = new ConcurrentHashMap<>();

    /** The first of them: where it is still loaded, so are the others. */
    private volatile @Nullable String first;

    /** Whether a script is one of them. */
    boolean contains(String digest) {
        return digests.contains(digest);
    }

    /** Whether functions of a library can be called, as far as is known. */
    boolean hasLibrary(String library) {
        return libraries.containsKey(library);
    }

    /** Whether a library was there before it was loaded last. */
    boolean hadLibrary(String library) {
        return Boolean.TRUE.equals(libraries.get(library));
    }

    /**
     * Adds a library.
     *
     * @param before whether it was there before it was loaded
     * @param began the generation before it was loaded
     */
    void addLibrary(String library, boolean before, int began) {
        libraries.put(library, before);
        if (began != generation.get()) { // lost meanwhile
            libraries.remove(library);
        }
    }

    /** A library was not loaded, because the server has another one of its name. */
    void addConflict(String library, LibraryConflict conflict) {
        conflicts.put(library, conflict);
    }

    /** The library that the server has in the place of another one, if that was found; it is looked for again then. */
    @Nullable
    LibraryConflict takeConflict(String library) {
        return conflicts.isEmpty() ? null : conflicts.remove(library);
    }

    Set<String> libraries() {
        return libraries.keySet();
    }

    /** The first of them; {@code null} if there is none. */
    @Nullable
    String first() {
        return first;
    }

    /** How often scripts were lost. */
    int generation() {
        return generation.get();
    }

    Set<String> digests() {
        return digests;
    }

    /** Forgets them, unless that was noticed before. Takes no lock, because Lettuce may be encoding. */
    void clear(int noticedIn) {
        if (generation.compareAndSet(noticedIn, noticedIn + 1)) {
            forget();
        }
    }

    /** Forgets them. */
    void clear() {
        generation.incrementAndGet();
        forget();
    }

    private void forget() {
        digests.clear();
        libraries.clear();
        first = null;
    }

    /** A script is sent with a call, so it can be there while the others are lost. */
    synchronized void onSentAsText(String digest) {
        if (digests.contains(digest)) {
            forget();
        }
    }

    /**
     * Adds scripts that were there at one moment.
     *
     * @param known the first of the others, if that was there then, too; so were the rest
     * @param began the generation before the server was asked
     */
    synchronized void add(List<String> more, @Nullable String known, int began) {
        if (known == null || !known.equals(first) || began != generation.get()) {
            if (!digests.isEmpty()) {
                clear();
            }
            first = null;
        }
        int added = generation.get();
        if (first == null && !more.isEmpty()) {
            first = more.get(0);
        }
        digests.addAll(more);
        if (added != generation.get()) { // lost meanwhile
            forget();
        }
    }
}
