package dev.mfabridge.onelogin.it;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * Answer to one call, written as bytes: a library for HTTP would refuse to break its rules.
 *
 * @param socket the connection of the call
 * @param address the address at which the true answer is
 * @param status the true status
 * @param body the true body, or nothing if the call was not processed
 * @param secret a text that no log, event or page may repeat
 */
record FaultyAnswer(Socket socket, String address, int status, String body, String secret) {
    private static final String JSON = "application/json";
    private static final int LONGER_THAN_ANY_DEADLINE_MILLIS = 16_000;
    private static final int ENDLESS_BYTES = 500_000_000;
    private static final int PAUSE_OF_TRICKLE_MILLIS = 400;

    void trueAnswer() throws IOException {
        write(head(status, JSON, "", bytes(body).length));
        write(body);
    }

    void json(int code, String text) throws IOException {
        write(head(code, JSON, "", bytes(text).length));
        write(text);
    }

    void json(int code, String template, String value) throws IOException {
        json(code, template.formatted(value));
    }

    /** Answers with an error within {@code status}. */
    void error(int code, String type) throws IOException {
        json(
                code,
                "{\"status\":{\"error\":true,\"code\":%d,\"type\":\"%s\",\"message\":\"%s\"}}"
                        .formatted(code, type, secret));
    }

    /** Answers with an error that has a {@code name}. */
    void named(int code, String name) throws IOException {
        json(code, "{\"statusCode\":%d,\"name\":\"%s\",\"message\":\"%s\"}".formatted(code, name, secret));
    }

    void scopeMissing() throws IOException {
        json(
                401,
                "{\"status\":{\"error\":true,\"code\":401,\"type\":\"Unauthorized\",\"message\":\"Insufficient Permission\"}}");
    }

    void html(int code) throws IOException {
        var page = "<!DOCTYPE html><html><body><h1>Sign in to the network</h1>" + secret + "</body></html>";
        write(head(code, "text/html", "", page.length()));
        write(page);
    }

    void redirect() throws IOException {
        write(head(301, JSON, "Location: " + address + "\r\n", 0));
    }

    void retryAfter() throws IOException {
        write(head(429, JSON, "Retry-After: 1\r\n", 0));
    }

    void plainText() throws IOException {
        write(head(status, "text/plain", "", bytes(body).length));
        write(body);
    }

    /** Sends nothing for longer than a client waits. */
    void hang() throws InterruptedException {
        Thread.sleep(LONGER_THAN_ANY_DEADLINE_MILLIS);
    }

    void trickle() throws IOException, InterruptedException {
        var all = head(status, JSON, "", bytes(body).length) + body;
        for (var next : Arrays.copyOf(bytes(all), LONGER_THAN_ANY_DEADLINE_MILLIS / PAUSE_OF_TRICKLE_MILLIS)) {
            socket.getOutputStream().write(next);
            socket.getOutputStream().flush();
            Thread.sleep(PAUSE_OF_TRICKLE_MILLIS);
        }
    }

    void reset() throws IOException {
        // A socket that doesn't linger sends RST instead of FIN.
        socket.setSoLinger(true, 0);
        socket.close();
    }

    void truncated() throws IOException {
        write(head(codeWithBody(), JSON, "", bytes(body).length + 64));
        write(body.substring(0, body.length() / 2));
    }

    void large() throws IOException {
        json(codeWithBody(), body + " ".repeat(10_000_000));
    }

    /** Sends a header until the client closes the connection. */
    void endlessHeader() throws IOException {
        write("HTTP/1.1 %d Status\r\nContent-Type: %s\r\nX-Large: ".formatted(status, JSON));
        for (var sent = 0; sent < ENDLESS_BYTES; sent += 10_000) {
            write("a".repeat(10_000));
        }
        write("\r\nContent-Length: %d\r\n\r\n%s".formatted(bytes(body).length, body));
    }

    void deep() throws IOException {
        var levels = "[".repeat(100_000) + "]".repeat(100_000);
        json(codeWithBody(), body.contains("{") ? body.replaceFirst("\\{", "{\"levels\":" + levels + ",") : levels);
    }

    void changed(UnaryOperator<ObjectNode> change) throws IOException {
        json(codeWithBody(), DistortedJson.of(body, change));
    }

    void otherContainer() throws IOException {
        json(codeWithBody(), body.startsWith("[") ? "{\"items\":" + body + "}" : "[" + body + "]");
    }

    /** Returns the true status, or 200 in place of 204, after which no body follows. */
    private int codeWithBody() {
        return status == 204 ? 200 : status;
    }

    private void write(String text) throws IOException {
        socket.getOutputStream().write(bytes(text));
        socket.getOutputStream().flush();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String head(int status, String type, String more, int length) {
        return "HTTP/1.1 %d Status\r\nContent-Type: %s\r\n%sContent-Length: %d\r\nConnection: close\r\n\r\n"
                .formatted(status, type, more, length);
    }
}
