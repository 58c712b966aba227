package dev.mfabridge.onelogin.client.http;

import dev.mfabridge.onelogin.client.LoggedWord;
import dev.mfabridge.onelogin.client.OneLoginException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.http.Header;
import org.apache.http.HttpResponse;
import org.apache.http.client.methods.HttpUriRequest;

/**
 * Reader of a response, within the limits of its size.
 *
 * @param request the request, for messages
 * @param http the same request, to abort
 * @param limit the limit of everything outside the body
 */
record ResponseReader(TransportRequest request, HttpUriRequest http, AnswerLimit limit) {
    private static final int MAX_BODY_BYTES = 1024 * 1024;
    private static final int PART_BYTES = 8 * 1024;

    /** Reads the status, the body and the headers that are used. */
    TransportResponse read(HttpResponse response) throws IOException {
        var body = body(response);
        if (limit.isExceeded()) {
            // The content of an aborted connection can look complete.
            throw oversized(request);
        }
        return new TransportResponse(
                response.getStatusLine().getStatusCode(),
                body,
                header(response, "X-Request-Id").map(LoggedWord::ofId),
                header(response, "Retry-After").flatMap(value -> RateLimitHeaders.retryAfter(value, Instant.now())),
                RateLimitHeaders.read(name -> header(response, name), Instant.now()));
    }

    private String body(HttpResponse response) throws IOException {
        if (response.getEntity() == null) {
            return "";
        }
        try (var content = response.getEntity().getContent()) {
            var announced = response.getEntity().getContentLength();
            if (announced >= 0 && announced < PART_BYTES) {
                // Almost all bodies are short, and need no buffer for more.
                return new String(content.readNBytes((int) announced), StandardCharsets.UTF_8);
            }
            var part = new byte[PART_BYTES];
            var body = new ByteArrayOutputStream();
            for (int length = content.read(part); length != -1; length = content.read(part)) {
                limit.bodyRead();
                body.write(part, 0, length);
                if (body.size() > MAX_BODY_BYTES) {
                    // Closing the stream would first read the rest of the body.
                    http.abort();
                    throw new OneLoginException.InvalidResponse(
                            request.operation() + ": the answer is larger than 1 MB, which OneLogin never sends");
                }
            }
            return body.toString(StandardCharsets.UTF_8);
        }
    }

    /** Returns the exception for a response that exceeds the limit of everything outside its body. */
    static OneLoginException oversized(TransportRequest request) {
        return new OneLoginException.InvalidResponse(
                request.operation() + ": the answer has more than 128 kB outside its body, which OneLogin never sends");
    }

    private static Optional<String> header(HttpResponse response, String name) {
        return Optional.ofNullable(response.getFirstHeader(name)).map(Header::getValue);
    }
}
