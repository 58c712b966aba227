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
 * Page in a browser, or a redirect that leaves the server.
 *
 * @param address the requested address
 * @param redirect the target of the response, if the response is a redirect
 */
public record Page(URI address, int status, Optional<URI> redirect, String body) {

    private static final Pattern REPLACED_ADDRESS =
            Pattern.compile("history\\.replaceState\\([^,]*,[^,]*, *\"([^\"]+)\"");

    /** Returns the address that a reload requests, which a script of Keycloak's responses to forms can replace. */
    URI reloadAddress() {
        var replaced = REPLACED_ADDRESS.matcher(body);
        return replaced.find() ? address.resolve(replaced.group(1).replace("\\/", "/")) : address;
    }

    public Document html() {
        return Jsoup.parse(body, address.toString());
    }

    /** Returns the visible text. */
    public String text() {
        return html().text();
    }

    public boolean has(String selector) {
        return html().selectFirst(selector) != null;
    }

    /**
     * Returns the first matching element.
     *
     * @throws AssertionError with the text of the page, if there is no such element
     */
    Element element(String selector) {
        return Optional.ofNullable(html().selectFirst(selector))
                .orElseThrow(() -> new AssertionError("No " + selector + " on the page: " + text()));
    }

    /** Returns the address to which a form posts. */
    URI target(String form) {
        return URI.create(element(form).absUrl("action"));
    }

    /** Returns the hidden fields of a form and its selected boxes, without the fields in which users type. */
    Map<String, String> hidden(String form) {
        var fields = new LinkedHashMap<String, String>();
        element(form)
                .select("input[type=hidden], input[type=checkbox][checked]")
                .forEach(input -> fields.put(input.attr("name"), input.hasAttr("value") ? input.val() : "on"));
        return fields;
    }
}
