package dev.mfabridge.onelogin.simulator;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;

/** Sender of answers, complete or broken as networks break them. No fault blocks a thread. */
final class WireFaults {
    private static final long MAX_HANG_MINUTES = 5;
    private static final int MISSING_BYTES = 64;
    private static final String PROXY_PAGE =
            "<!DOCTYPE html><html><head><title>Proxy</title></head><body><h1>Sign in to the network</h1></body></html>";

    private final Set<CompletableFuture<Void>> hanging = ConcurrentHashMap.newKeySet();
    private volatile boolean released;

    CompletableFuture<Void> none(Context http, RenderedResponse answer) {
        http.status(answer.status());
        if (!answer.json().isEmpty()) {
            http.contentType("application/json; charset=utf-8").result(answer.bytes());
        }
        return done();
    }

    CompletableFuture<Void> empty(Context http, RenderedResponse answer) {
        http.status(answer.status()).contentType("application/json; charset=utf-8");
        return done();
    }

    CompletableFuture<Void> proxyPage(Context http) {
        http.status(200).contentType("text/html; charset=utf-8").result(PROXY_PAGE);
        return done();
    }

    /** Sends nothing until the client disconnects, the simulator stops, or five minutes have passed. */
    CompletableFuture<Void> hang(Context http, RenderedResponse unsent) {
        var hang = new CompletableFuture<Void>();
        hanging.add(hang);
        if (released) {
            hang.complete(null);
        }
        return hang.completeOnTimeout(null, MAX_HANG_MINUTES, TimeUnit.MINUTES).thenRun(() -> {
            hanging.remove(hang);
            endPoint(http).close();
        });
    }

    CompletableFuture<Void> reset(Context http, RenderedResponse unsent) {
        var endPoint = endPoint(http);
        try {
            if (endPoint.getTransport() instanceof SocketChannel socket) {
                // A socket that doesn't linger sends RST instead of FIN.
                socket.setOption(StandardSocketOptions.SO_LINGER, 0);
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        endPoint.close();
        return done();
    }

    /** Announces more bytes than it sends. */
    CompletableFuture<Void> truncated(Context http, RenderedResponse answer) {
        var bytes = answer.bytes();
        try {
            var response = http.res();
            response.setStatus(answer.status());
            response.setContentType("application/json; charset=utf-8");
            response.setContentLength(bytes.length + MISSING_BYTES);
            response.getOutputStream().write(Arrays.copyOf(bytes, bytes.length / 2));
            response.flushBuffer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        endPoint(http).close();
        return done();
    }

    int hangingCalls() {
        return hanging.size();
    }

    /** Ends all hanging calls, and prevents further ones. */
    void release() {
        released = true;
        hanging.forEach(hang -> hang.complete(null));
    }

    private static EndPoint endPoint(Context http) {
        return ServletContextRequest.getServletContextRequest(http.req())
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint();
    }

    private static CompletableFuture<Void> done() {
        return CompletableFuture.completedFuture(null);
    }
}
