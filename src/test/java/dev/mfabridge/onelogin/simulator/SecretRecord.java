package dev.mfabridge.onelogin.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mfabridge.onelogin.simulator.SimulatedSecret.SecretKind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Record of all secrets since the start, also of those that are no longer valid. Tests search for them elsewhere. */
final class SecretRecord {
    private static final int MAX_SIZE = 100_000;
    private static final List<String> TOKENS = List.of("access_token", "refresh_token");
    private static final List<String> CODES = List.of("otp", "verification_token", "mfa_token");
    private static final Pattern USER = Pattern.compile("/users/([0-9]{1,18})/");
    private static final Pattern SECRET_OF_APP = Pattern.compile("[?&]secret=([^&]+)");

    private final Set<SimulatedSecret> all = new LinkedHashSet<>();

    SecretRecord(UsersFile file) {
        add(SecretKind.CLIENT_SECRET, 0, file.clientSecret());
        file.users().forEach(this::add);
    }

    void add(SimulatedUser user) {
        add(SecretKind.PHONE_NUMBER, user.id(), user.phone());
        user.devices().forEach(device -> add(SecretKind.APP_SECRET, user.id(), device.secret()));
    }

    void add(Message message) {
        add(SecretKind.CODE, message.userId(), message.code());
        if (message.link() != null) {
            add(SecretKind.LINK, message.userId(), message.link().replaceFirst(".*/", ""));
        }
    }

    /** Adds the secrets in the fields of a request or an answer. Other texts than JSON have none. */
    void addFields(String path, String body) {
        var user = USER.matcher(path);
        var userId = user.find() ? Long.parseLong(user.group(1)) : 0;
        parse(body).ifPresent(json -> {
            TOKENS.forEach(name -> values(json, name).forEach(value -> add(SecretKind.TOKEN, userId, value)));
            CODES.forEach(name -> values(json, name).forEach(value -> add(SecretKind.CODE, userId, value)));
            values(json, "totp_url")
                    .forEach(url -> SECRET_OF_APP
                            .matcher(url)
                            .results()
                            .forEach(found -> add(SecretKind.APP_SECRET, userId, found.group(1))));
        });
    }

    synchronized List<SimulatedSecret> oldestFirst() {
        return List.copyOf(all);
    }

    private synchronized void add(SecretKind kind, long userId, String value) {
        if (value != null && !value.isBlank() && all.size() < MAX_SIZE) {
            all.add(new SimulatedSecret(kind, userId, value));
        }
    }

    private static List<String> values(JsonNode json, String name) {
        return json.findValues(name).stream().map(JsonNode::asText).toList();
    }

    private static Optional<JsonNode> parse(String body) {
        try {
            return body.isEmpty() ? Optional.empty() : Optional.of(SimulatorJson.parse(body));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
