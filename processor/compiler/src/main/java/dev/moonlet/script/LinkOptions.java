package dev.moonlet.script;

/**
 * How scripts are linked and checked.
 *
 * @param comments whether comments stay in the linked text
 * @param maxSize how many bytes a linked text may have, in UTF-8
 * @param checks how they are checked
 * @param enums finds the enums of Java that they name
 * @param oncePrefix what the keys begin with that outcomes of requests are kept in
 */
public record LinkOptions(
        boolean comments, int maxSize, CheckOptions checks, JavaEnum.Lookup enums, String oncePrefix) {

    /** Without comments, and up to 4 MiB. */
    public static final LinkOptions DEFAULT =
            new LinkOptions(false, 4 << 20, CheckOptions.DEFAULT, JavaEnum.Lookup.NONE, KeptOutcome.PREFIX);

    /** Checks the limit. */
    public LinkOptions {
        if (maxSize <= 0) {
            throw new IllegalArgumentException("the largest size of a linked script is " + maxSize + ", not above 0");
        }
    }

    /** These options, but comments stay in the linked text or not. */
    public LinkOptions withComments(boolean kept) {
        return new LinkOptions(kept, maxSize, checks, enums, oncePrefix);
    }

    /** These options, but for another limit. */
    public LinkOptions withMaxSize(int bytes) {
        return new LinkOptions(comments, bytes, checks, enums, oncePrefix);
    }

    /** These options, but for how scripts are checked. */
    public LinkOptions withChecks(CheckOptions options) {
        return new LinkOptions(comments, maxSize, options, enums, oncePrefix);
    }

    /** These options, with another way to find enums. */
    public LinkOptions withEnums(JavaEnum.Lookup lookup) {
        return new LinkOptions(comments, maxSize, checks, lookup, oncePrefix);
    }

    /** These options, with another prefix of the keys that outcomes of requests are kept in. */
    public LinkOptions withOncePrefix(String prefix) {
        return new LinkOptions(comments, maxSize, checks, enums, prefix);
    }
}
