package dev.mfabridge.onelogin.bench.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mfabridge.onelogin.client.OneLoginAccount;
import dev.mfabridge.onelogin.client.OneLoginId;
import dev.mfabridge.onelogin.client.OneTimeCode;
import dev.mfabridge.onelogin.client.http.AllowedHosts;
import dev.mfabridge.onelogin.keycloak.connection.OneLoginClientFactory;
import dev.mfabridge.onelogin.keycloak.connection.ServerOptions;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.apache.http.impl.client.CloseableHttpClient;
import org.keycloak.connections.httpclient.HttpClientBuilder;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** State that all threads of a measurement share: Keycloak's HTTP client, and the server's part of the extension. */
@State(Scope.Benchmark)
public class CallState {
    /** System property with the port of {@link FixedAnswers}. */
    static final String PORT = "bench.port";

    static final ObjectMapper JSON = new ObjectMapper();
    static final OneLoginId USER = new OneLoginId("110982345");
    static final OneLoginId DEVICE = new OneLoginId("9528539");
    static final OneTimeCode CODE = new OneTimeCode("123456");

    /** Number of calls at once that no thread of a measurement reaches: a realm gets half of them. */
    private static final int CALLS_AT_ONCE = 256;

    String url;
    private final MeterRegistry metrics = new SimpleMeterRegistry();
    CloseableHttpClient http;
    OneLoginClientFactory clients;
    OneLoginAccount account;

    /** Creates Keycloak's HTTP client with Keycloak's defaults, and switches metrics on. */
    @Setup
    public void start() {
        url = "http://localhost:" + Integer.getInteger(PORT);
        http = new HttpClientBuilder().disableCookies(true).build();
        clients =
                new OneLoginClientFactory(new ServerOptions(AllowedHosts.parse(List.of("localhost:*")), CALLS_AT_ONCE));
        account = new OneLoginAccount(URI.create(url), "a".repeat(64), "b".repeat(64));
        Metrics.addRegistry(metrics);
    }

    /** Closes the HTTP client, and switches metrics off. */
    @TearDown
    public void stop() throws IOException {
        Metrics.removeRegistry(metrics);
        clients.close();
        http.close();
    }
}
