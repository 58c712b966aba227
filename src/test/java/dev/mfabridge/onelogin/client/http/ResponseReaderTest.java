package dev.mfabridge.onelogin.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mfabridge.onelogin.client.OneLoginException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.apache.http.HttpResponse;
import org.apache.http.HttpVersion;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.entity.InputStreamEntity;
import org.apache.http.message.BasicHttpResponse;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Responses of the HTTP client, as the transport reads them. */
class ResponseReaderTest {
    private static final TransportRequest REQUEST = new TransportRequest(
            "GET /x", "GET", URI.create("https://example.onelogin.com/x"), "bearer t", Optional.empty());

    private final HttpGet http = new HttpGet();
    private final HttpResponse response = new BasicHttpResponse(HttpVersion.HTTP_1_1, 200, "OK");

    @Test
    @DisplayName("The response contains the headers of the rate limit")
    void responseHasRateLimit() throws IOException {
        response.addHeader("X-RateLimit-Limit", "5000");
        response.addHeader("X-RateLimit-Remaining", "12");
        response.addHeader("X-RateLimit-Reset", "1198");

        assertThat(read().rateLimit())
                .isEqualTo(new RateLimitHeaders(
                        Optional.of(5000L), Optional.of(12L), Optional.of(Duration.ofSeconds(1198))));
    }

    @Test
    @DisplayName("A body above the size limit aborts the request, since closing the stream would read the rest")
    void bodyAboveTheLimitAbortsTheRequest() {
        response.setEntity(new InputStreamEntity(new ByteArrayInputStream(new byte[1024 * 1024 + 1])));

        assertThatThrownBy(this::read).isInstanceOf(OneLoginException.InvalidResponse.class);

        assertThat(http.isAborted()).isTrue();
    }

    private TransportResponse read() throws IOException {
        return new ResponseReader(REQUEST, http, new AnswerLimit(http, Duration.ofMinutes(1))).read(response);
    }
}
