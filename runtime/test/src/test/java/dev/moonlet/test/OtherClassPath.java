package dev.moonlet.test;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

/** The classes of these tests as if a dependency were missing. */
public final class OtherClassPath {

    private OtherClassPath() {}

    /** Loads all but the jars whose path has some words in it. */
    public static URLClassLoader without(String words) throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        StringTokenizer paths = new StringTokenizer(System.getProperty("java.class.path"), File.pathSeparator);
        while (paths.hasMoreTokens()) {
            String path = paths.nextToken();
            if (!path.contains(words)) {
                urls.add(new File(path).toURI().toURL());
            }
        }
        return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }
}
