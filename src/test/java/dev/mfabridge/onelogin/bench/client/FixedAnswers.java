package dev.mfabridge.onelogin.bench.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mfabridge.onelogin.RecordedAnswer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/**
 * Server in a process of its own that answers each call with the same bytes, as OneLogin's documents say. So the server costs
 * little, and costs the same for both sides.
 */
public final class FixedAnswers {
    private FixedAnswers() {}

    /** Starts the server, and writes its port to the standard output. The process ends when its standard input does. */
    public static void main(String[] arguments) throws IOException {
        // Otherwise each answer waits for the acknowledgment of its first packet.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        // The recorded token is years old, and the client would renew an old token.
        var token =
                json(RecordedAnswer.of("token").body().<ObjectNode>deepCopy().without("created_at"));
        var devices = json(RecordedAnswer.of("devices").body());
        var verified = json(RecordedAnswer.of("verification-verified-record").body());
        server.createContext("/auth/oauth2/v2/token", exchange -> answer(exchange, token));
        server.createContext(
                "/api/2/mfa/users/",
                exchange -> answer(exchange, exchange.getRequestMethod().equals("GET") ? devices : verified));
        server.start();
        System.out.println(server.getAddress().getPort());
        System.in.read();
        System.exit(0);
    }

    private static byte[] json(JsonNode body) throws IOException {
        return CallState.JSON.writeValueAsBytes(body);
    }

    private static void answer(HttpExchange exchange, byte[] body) throws IOException {
        exchange.getRequestBody().readAllBytes();
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "application/json; charset=utf-8");
        headers.set("X-Request-Id", "5F18C2A4-0A2B3C4D-01BB");
        headers.set("X-RateLimit-Limit", "5000");
        headers.set("X-RateLimit-Remaining", "4321");
        headers.set("X-RateLimit-Reset", "1800");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
