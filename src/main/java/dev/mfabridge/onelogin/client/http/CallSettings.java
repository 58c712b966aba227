package dev.mfabridge.onelogin.client.http;

import org.apache.http.client.config.RequestConfig;

/**
 * Settings of the HTTP client for one call. The last ones are kept, since almost all calls have the same: Keycloak's settings
 * never change while the server runs, and the time for a call hardly does.
 *
 * @param inherited the settings of Keycloak's client
 * @param deadlineMillis the time for the whole exchange in milliseconds
 * @param config the settings for the call
 */
record CallSettings(RequestConfig inherited, int deadlineMillis, RequestConfig config) {
    private static volatile CallSettings last = create(RequestConfig.DEFAULT, 1);

    /** Returns Keycloak's settings with those that a call to OneLogin needs. */
    static RequestConfig of(RequestConfig inherited, int deadlineMillis) {
        var settings = last;
        if (settings.inherited != inherited || settings.deadlineMillis != deadlineMillis) {
            settings = create(inherited, deadlineMillis);
            last = settings;
        }
        return settings.config;
    }

    private static CallSettings create(RequestConfig inherited, int deadlineMillis) {
        var config = RequestConfig.copy(inherited)
                .setConnectTimeout(preparationTimeout(inherited.getConnectTimeout(), deadlineMillis))
                .setConnectionRequestTimeout(
                        preparationTimeout(inherited.getConnectionRequestTimeout(), deadlineMillis))
                .setSocketTimeout(deadlineMillis)
                .setRedirectsEnabled(false)
                // Unpacking has no bounds: ten bytes can become gigabytes, and no deadline ends it.
                .setContentCompressionEnabled(false)
                // No path of OneLogin's API has another form, and the client would take the path to pieces.
                .setNormalizeUri(false)
                .build();
        return new CallSettings(inherited, deadlineMillis, config);
    }

    /**
     * Returns the timeout in milliseconds for everything before the request is sent. It is shorter than the deadline,
     * so that a timeout there certainly means that nothing was sent.
     */
    private static int preparationTimeout(int configured, int deadline) {
        int limit = deadline / 2;
        return configured > 0 ? Math.min(configured, limit) : limit;
    }
}
