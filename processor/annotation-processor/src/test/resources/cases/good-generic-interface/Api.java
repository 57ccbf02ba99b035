package app;

import dev.moonlet.LuaScript;

/** The interface has no type parameters of its own: what it extends has, and what stands around it. */
final class Api<T> {

    @LuaScript("get")
    interface Inner extends Base<String> {}

    interface Base<K> {
        K get(K key);
    }

    T value;
}
