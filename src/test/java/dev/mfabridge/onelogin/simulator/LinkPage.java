package dev.mfabridge.onelogin.simulator;

import io.javalin.http.Context;

/** Success page of an e-mail's link. It leads to the caller's page after two seconds, if there is one. */
final class LinkPage {
    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>Success</title>%s</head>
            <body><h1>Success</h1><p>You can close this page.</p></body></html>
            """;

    private LinkPage() {}

    static void show(Context http, String redirectTo) {
        var onward = redirectTo.isEmpty()
                ? ""
                : "<meta http-equiv=\"refresh\" content=\"2;url=%s\">".formatted(escaped(redirectTo));
        http.html(PAGE.formatted(onward));
    }

    private static String escaped(String url) {
        return url.replace("&", "&amp;")
                .replace("\"", "&quot;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }
}
