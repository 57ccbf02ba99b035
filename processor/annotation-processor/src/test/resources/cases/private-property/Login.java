package app;

import kotlin.Metadata;

@Metadata(d2 = {"Lapp/Login;", "", "user", "", "secret", "component1", "component2", "copy", "main"})
public final class Login {
    private final String user;
    private final String secret;

    public Login(String user, String secret) {
        this.user = user;
        this.secret = secret;
    }

    public String getUser() {
        return user;
    }

    public String component1() {
        return user;
    }

    private String component2() {
        return secret;
    }
}
