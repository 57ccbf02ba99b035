package app;

sealed interface Base permits Api {
    String get(String key);
}
