package dev.mfabridge.onelogin.keycloak.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Version of this extension, from the file that Maven writes into each jar. */
public final class ExtensionVersion {
    private static final String FILE = "/META-INF/maven/dev.mfabridge/keycloak-onelogin-mfa/pom.properties";
    private static final String VERSION = load();

    private ExtensionVersion() {}

    /** Returns the version, such as 1.0.0; "unknown" if the classes are not in their jar. */
    public static String read() {
        return VERSION;
    }

    private static String load() {
        var properties = new Properties();
        try (var file = ExtensionVersion.class.getResourceAsStream(FILE)) {
            if (file != null) {
                properties.load(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version", "unknown");
    }
}
