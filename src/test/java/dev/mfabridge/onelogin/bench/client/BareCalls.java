package dev.mfabridge.onelogin.bench.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mfabridge.onelogin.client.Device;
import dev.mfabridge.onelogin.client.OneLoginId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.client.methods.HttpRequestBase;
import org.apache.http.entity.ContentType;
import org.apache.http.entity.StringEntity;
import org.apache.http.util.EntityUtils;

/**
 * Calls as a program makes them that guards nothing: the bytes on the wire are those of the client, JSON is written by hand, and
 * nothing is checked, limited, retried or counted.
 *
 * @param token the access token
 */
record BareCalls(CallState shared, String token) {
    private static final RequestConfig CONFIG = RequestConfig.custom()
            .setConnectTimeout(5_000)
            .setConnectionRequestTimeout(5_000)
            .setSocketTimeout(10_000)
            .setRedirectsEnabled(false)
            .setContentCompressionEnabled(false)
            .build();

    boolean verify() throws IOException {
        var post = new HttpPost(shared.url + "/api/2/mfa/users/" + CallState.USER + "/verifications");
        post.setEntity(new StringEntity(
                "{\"otp\":\"" + CallState.CODE.value() + "\",\"device_id\":" + CallState.DEVICE + "}",
                ContentType.APPLICATION_JSON));
        return json(post).path("status").asText().equals("accepted");
    }

    List<Device> devices() throws IOException {
        var devices = new ArrayList<Device>();
        for (var device : json(new HttpGet(shared.url + "/api/2/mfa/users/" + CallState.USER + "/devices"))) {
            devices.add(new Device(
                    new OneLoginId(device.path("device_id").asText()),
                    device.path("user_display_name").asText(),
                    device.path("type_display_name").asText(),
                    device.path("auth_factor_name").asText(),
                    device.path("default").asBoolean()));
        }
        return devices;
    }

    private JsonNode json(HttpRequestBase request) throws IOException {
        request.setConfig(CONFIG);
        request.setHeader("Authorization", "bearer " + token);
        request.setHeader("Accept", "application/json");
        request.setHeader("Accept-Encoding", "identity");
        try (var response = shared.http.execute(request)) {
            return CallState.JSON.readTree(EntityUtils.toByteArray(response.getEntity()));
        }
    }
}
