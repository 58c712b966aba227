package dev.mfabridge.onelogin.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintTest {
    private static final String ENTITY = "Lorg/keycloak/models/jpa/entities/CredentialEntity;";

    @TempDir
    Path folder;

    @Test
    @DisplayName("A changed class needs no build")
    void changedClassNeedsNoBuild() throws IOException {
        assertThat(of(Map.of("A.class", "one"))).isEqualTo(of(Map.of("A.class", "two")));
    }

    @Test
    @DisplayName("A changed class that names an entity needs a build, since Quarkus rewrites it")
    void changedClassWithEntityNeedsBuild() throws IOException {
        assertThat(of(Map.of("A.class", "one" + ENTITY))).isNotEqualTo(of(Map.of("A.class", "two" + ENTITY)));
    }

    @Test
    @DisplayName("A further class and a changed factory need a build")
    void furtherClassAndChangedFactoryNeedBuild() throws IOException {
        var service = "META-INF/services/org.Factory";
        var before = of(Map.of(service, "A", "A.class", "one"));

        assertThat(of(Map.of(service, "A", "A.class", "two"))).isNotEqualTo(before);
        assertThat(of(Map.of(service, "A", "A.class", "one", "B.class", "one"))).isNotEqualTo(before);
    }

    private String of(Map<String, String> content) throws IOException {
        var jar = folder.resolve("provider.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (var entry : content.entrySet()) {
                out.putNextEntry(new JarEntry(entry.getKey()));
                out.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
                out.closeEntry();
            }
        }
        return Fingerprint.of(List.of(jar), List.of()).value();
    }
}
