package dev.mfabridge.onelogin.it;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * What the browser shows, or where it was sent when that is outside the server.
 *
 * @param address what was asked for
 * @param redirect where the answer points to
 */
public record Page(URI address, int status, Optional<URI> redirect, String body) {

    private static final Pattern REPLACED_ADDRESS =
            Pattern.compile("history\\.replaceState\\([^,]*,[^,]*, *\"([^\"]+)\"");

    /** Keycloak's answers to a form have a script that puts another address into the browser: reloading asks for that. */
    URI reloadAddress() {
        var replaced = REPLACED_ADDRESS.matcher(body);
        return replaced.find() ? address.resolve(replaced.group(1).replace("\\/", "/")) : address;
    }

    public Document html() {
        return Jsoup.parse(body, address.toString());
    }

    /** What can be read on it. */
    public String text() {
        return html().text();
    }

    public boolean has(String selector) {
        return html().selectFirst(selector) != null;
    }

    /** @throws AssertionError with what is on the page instead */
    Element element(String selector) {
        return Optional.ofNullable(html().selectFirst(selector))
                .orElseThrow(() -> new AssertionError("No " + selector + " on the page: " + text()));
    }

    /** The address that a form posts to. */
    URI target(String form) {
        return URI.create(element(form).absUrl("action"));
    }

    /** The hidden fields of a form, to which a person adds what they type. */
    Map<String, String> hidden(String form) {
        var fields = new LinkedHashMap<String, String>();
        element(form)
                .select("input[type=hidden]")
                .forEach(input -> fields.put(input.attr("name"), input.attr("value")));
        return fields;
    }
}
