package app;

/** It has no constructor that is written out, and no modifier. */
class PackageCodec extends BaseCodec {}
