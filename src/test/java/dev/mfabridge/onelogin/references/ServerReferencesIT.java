package dev.mfabridge.onelogin.references;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Opcodes;

/** Comparison of all classes in the extension's jar with the jars of the server, so that no call finds a method missing. */
@Tag("this-machine")
@Tag("core")
class ServerReferencesIT {
    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)\\..*");
    private static final Pattern SINCE = Pattern.compile(".*Since(\\d+)_(\\d+)(\\$.*)?");
    private static final Path HOME = Path.of(System.getProperty("keycloak.home"));
    private static final Path EXTENSION = Path.of(System.getProperty("keycloak.provider"));

    private static ClassFiles server;
    private static List<DeclaredClass> extension;

    @BeforeAll
    static void readJars() throws IOException {
        server = ClassFiles.ofServer(HOME, EXTENSION);
        extension = ClassFiles.in(EXTENSION);
        assertThat(extension).hasSizeGreaterThan(300);
    }

    @Test
    @DisplayName("The server has each class that the extension refers to")
    void serverHasEachClass() {
        assertThat(onThisVersion()
                        .flatMap(type -> References.of(type).types().stream()
                                .filter(name -> server.find(name).isEmpty())
                                .map(name -> type.name() + " refers to " + name)))
                .isEmpty();
    }

    @Test
    @DisplayName("The server has each method and field that the extension refers to")
    void serverHasEachMember() {
        assertThat(onThisVersion()
                        .flatMap(type -> References.of(type).members().stream()
                                .filter(member -> !isDeclared(member))
                                .map(member -> type.name() + " refers to " + member)))
                .isEmpty();
    }

    @Test
    @DisplayName("The extension implements each abstract method of the server's interfaces")
    void extensionImplementsEachMethod() {
        var missing = new ArrayList<String>();
        onThisVersion()
                .filter(type -> !type.isAbstract())
                .forEach(type -> server.withAncestors(type.name())
                        .forEach(ancestor -> ancestor.members().forEach((member, access) -> {
                            if (isAbstract(access)
                                    && !server.declares(type.name(), member, flags -> !isAbstract(flags))) {
                                missing.add(type.name() + " lacks " + member + " of " + ancestor.name());
                            }
                        })));

        assertThat(missing).isEmpty();
    }

    /** Returns the classes of the extension, without those that only a newer server than this one uses. */
    private static Stream<DeclaredClass> onThisVersion() {
        var version = VERSION.matcher(HOME.getFileName().toString().replace("keycloak-", ""));
        assertThat(version.matches()).isTrue();
        var running = number(version.group(1), version.group(2));
        return extension.stream()
                .filter(type -> since(type).filter(needed -> needed > running).isEmpty());
    }

    private static Optional<Integer> since(DeclaredClass type) {
        var name = SINCE.matcher(type.name());
        return name.matches() ? Optional.of(number(name.group(1), name.group(2))) : Optional.empty();
    }

    private static int number(String major, String minor) {
        return Integer.parseInt(major) * 1000 + Integer.parseInt(minor);
    }

    /** Returns whether a member exists. The JVM makes the methods of method handles for each descriptor. */
    private static boolean isDeclared(String member) {
        var owner = member.substring(0, member.indexOf('#'));
        return server.find(owner).isEmpty()
                || owner.equals("java/lang/invoke/MethodHandle")
                || server.declares(owner, member.substring(owner.length() + 1), flags -> true);
    }

    private static boolean isAbstract(int access) {
        return (access & Opcodes.ACC_ABSTRACT) != 0;
    }
}
