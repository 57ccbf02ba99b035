package app;

interface Base<K> {
    K get(K key);

    <T> T twice(T value);
}
