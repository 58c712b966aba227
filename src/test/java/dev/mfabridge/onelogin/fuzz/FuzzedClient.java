package dev.mfabridge.onelogin.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.HttpVersion;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.message.BasicHttpResponse;
import org.apache.http.protocol.HttpContext;

/** HTTP client that returns the answers of an input. The last answer repeats. */
final class FuzzedClient extends CloseableHttpClient {
    private static final String TOKEN = "{\"access_token\":\"" + FuzzedAccount.TOKEN + "\",\"expires_in\":36000}";

    private final Deque<FuzzedAnswer> answers;
    private final AnsweredCall call;
    private FuzzedAnswer last;

    FuzzedClient(List<FuzzedAnswer> answers, AnsweredCall call) {
        this.answers = new ArrayDeque<>(answers);
        this.call = call;
    }

    /** Returns the last answer to the call itself, and not to a request that tests the access token. */
    FuzzedAnswer last() {
        return last;
    }

    @Override
    protected CloseableHttpResponse doExecute(HttpHost target, HttpRequest request, HttpContext context) {
        if (call != AnsweredCall.AUTHENTICATE
                && request.getRequestLine().getUri().contains("/auth/")) {
            return response(new FuzzedAnswer(200, List.of(), TOKEN.getBytes(StandardCharsets.UTF_8)));
        }
        var answer = answers.size() > 1 ? answers.remove() : answers.element();
        if (!call.isAboutCode() || !request.getRequestLine().getMethod().equals("GET")) {
            last = answer;
        }
        return response(answer);
    }

    private static CloseableHttpResponse response(FuzzedAnswer answer) {
        var response = new ClosedResponse(answer.status());
        for (var line : answer.headers()) {
            var colon = line.indexOf(':');
            if (colon > 0) {
                response.addHeader(
                        line.substring(0, colon), line.substring(colon + 1).strip());
            }
        }
        response.setEntity(new ByteArrayEntity(answer.body()));
        return response;
    }

    /** Response without a connection. */
    private static final class ClosedResponse extends BasicHttpResponse implements CloseableHttpResponse {
        ClosedResponse(int status) {
            super(HttpVersion.HTTP_1_1, status, "");
        }

        @Override
        public void close() {
            // No connection exists.
        }
    }

    @Override
    public void close() throws IOException {
        // No connection exists.
    }

    @Override
    @Deprecated
    public org.apache.http.params.HttpParams getParams() {
        throw new UnsupportedOperationException();
    }

    @Override
    @Deprecated
    public org.apache.http.conn.ClientConnectionManager getConnectionManager() {
        throw new UnsupportedOperationException();
    }
}
