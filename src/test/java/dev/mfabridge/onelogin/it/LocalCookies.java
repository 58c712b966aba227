package dev.mfabridge.onelogin.it;

import dev.mfabridge.onelogin.it.secrets.RunRecord;
import java.net.CookieHandler;
import java.net.HttpCookie;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Store of cookies that sends Secure cookies to localhost, as browsers do and the JDK's own store doesn't. */
final class LocalCookies extends CookieHandler {

    private final Map<String, HttpCookie> cookies = new ConcurrentHashMap<>();

    @Override
    public Map<String, List<String>> get(URI address, Map<String, List<String>> requestHeaders) {
        var sent = cookies.values().stream()
                .filter(cookie -> address.getPath().startsWith(cookie.getPath()))
                .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                .toList();
        return sent.isEmpty() ? Map.of() : Map.of("Cookie", List.of(String.join("; ", sent)));
    }

    @Override
    public void put(URI address, Map<String, List<String>> responseHeaders) {
        responseHeaders.forEach((name, values) -> {
            if ("Set-Cookie".equalsIgnoreCase(name)) {
                values.forEach(this::store);
            }
        });
    }

    /** Returns the value of a cookie, which must exist. */
    String value(String name) {
        return named(name).findFirst().orElseThrow().getValue();
    }

    /** Returns a cookie with its attributes, or empty if there is none. */
    Optional<HttpCookie> find(String name) {
        return named(name).findFirst();
    }

    /** Replaces the value of a cookie, if the cookie exists. */
    void replace(String name, String value) {
        named(name).forEach(cookie -> cookie.setValue(value));
    }

    void forget(String name) {
        cookies.values().removeIf(cookie -> cookie.getName().equals(name));
    }

    private Stream<HttpCookie> named(String name) {
        return cookies.values().stream().filter(cookie -> cookie.getName().equals(name));
    }

    private void store(String header) {
        for (var cookie : HttpCookie.parse("Set-Cookie: " + header)) {
            var key = cookie.getPath() + " " + cookie.getName();
            if (cookie.hasExpired()) {
                cookies.remove(key);
            } else {
                cookies.put(key, cookie);
                if (cookie.getName().startsWith("ONELOGIN_MFA")) {
                    RunRecord.used("the cookie " + cookie.getName(), cookie.getValue());
                }
            }
        }
    }
}
