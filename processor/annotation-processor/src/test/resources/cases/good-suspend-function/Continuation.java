package app;

interface Continuation<T> {}
