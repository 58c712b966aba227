package dev.mfabridge.onelogin.bench;

import java.net.URI;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/**
 * Page of a {@link LoginBrowser}, or the redirect with which a login ends.
 *
 * @param redirect the address of the application, if the login has ended
 */
public record LoadedPage(int status, Optional<URI> redirect, String body, Document html) {
    LoadedPage(URI address, int status, Optional<URI> redirect, String body) {
        this(status, redirect, body, Jsoup.parse(body, address.toString()));
    }

    public boolean has(String selector) {
        return html.selectFirst(selector) != null;
    }

    /** Returns the visible text. */
    public String text() {
        return html.text();
    }

    /** Returns the code for the application, if the login has succeeded. */
    public Optional<String> code() {
        return redirect.map(URI::getQuery)
                .filter(query -> query.matches("(.*&)?code=.*"))
                .map(query -> query.replaceFirst("(.*&)?code=([^&]*).*", "$2"));
    }

    /** Returns the seconds that a form asks the user to wait. */
    public int waitSeconds(String form) {
        var wait = html.select(form + " [data-wait-seconds]").attr("data-wait-seconds");
        return wait.isEmpty() ? 0 : Integer.parseInt(wait);
    }
}
