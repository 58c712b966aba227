package dev.mfabridge.onelogin.keycloak.authenticator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Version of this extension, which the build writes into a file of the jar. */
final class ExtensionVersion {
    private static final String FILE = "/onelogin-mfa-version.properties";

    private ExtensionVersion() {}

    static String read() {
        var properties = new Properties();
        try (var file = ExtensionVersion.class.getResourceAsStream(FILE)) {
            properties.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }
}
