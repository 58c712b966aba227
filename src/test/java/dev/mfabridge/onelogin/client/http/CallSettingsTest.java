package dev.mfabridge.onelogin.client.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.http.client.config.RequestConfig;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Settings of the HTTP client for a call, of which the last ones are kept. */
class CallSettingsTest {
    private static final RequestConfig INHERITED =
            RequestConfig.custom().setMaxRedirects(7).build();

    @Test
    @DisplayName("Calls with the same settings of Keycloak and the same time share their settings")
    void sameCallsShareTheirSettings() {
        assertThat(CallSettings.of(INHERITED, 4000)).isSameAs(CallSettings.of(INHERITED, 4000));
    }

    @Test
    @DisplayName("A call has its own time, and not that of the call before")
    void callHasItsOwnTime() {
        CallSettings.of(INHERITED, 4000);

        assertThat(CallSettings.of(INHERITED, 9000).getSocketTimeout()).isEqualTo(9000);
    }

    @Test
    @DisplayName("A call has the settings of its own client, and not those of the call before")
    void callHasSettingsOfItsClient() {
        CallSettings.of(RequestConfig.DEFAULT, 5000);

        assertThat(CallSettings.of(INHERITED, 5000).getMaxRedirects()).isEqualTo(7);
    }
}
