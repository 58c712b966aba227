package dev.mfabridge.onelogin.references;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Parts of Keycloak that the extension uses and that are not the public API of a current version. */
final class KeycloakApi {
    private static final String PACKAGE = "org/keycloak/";

    /** Modules for extensions. All others may change with each version. */
    private static final Set<String> PUBLIC = Set.of("keycloak-server-spi", "keycloak-core", "keycloak-common");

    private final ClassFiles build = ClassFiles.ofBuild();

    /** Returns the internal classes that a class of the extension refers to, by their simple names. */
    Stream<String> internal(DeclaredClass type) {
        return References.of(type).types().stream()
                .filter(name -> name.startsWith(PACKAGE))
                .filter(name -> !PUBLIC.contains(module(name)))
                .map(KeycloakApi::topLevel);
    }

    /** Returns the deprecated classes and members that a class of the extension refers to. */
    Set<String> deprecated(DeclaredClass type) {
        var used = References.of(type);
        var found = new TreeSet<String>();
        used.types().stream()
                .filter(name -> name.startsWith(PACKAGE))
                .filter(name ->
                        build.find(name).filter(DeclaredClass::isDeprecated).isPresent())
                .map(KeycloakApi::topLevel)
                .forEach(found::add);
        used.members().stream()
                .filter(this::isDeprecated)
                .map(KeycloakApi::readable)
                .forEach(found::add);
        return found;
    }

    private boolean isDeprecated(String member) {
        var owner = member.substring(0, member.indexOf('#'));
        var name = member.substring(owner.length() + 1);
        return owner.startsWith(PACKAGE) && build.declares(owner, name, DeclaredClass::isDeprecated);
    }

    private String module(String name) {
        return build.jarOf(name).replaceAll("-\\d.*", "");
    }

    private static String topLevel(String name) {
        return name.replaceAll("\\$.*", "").replaceAll(".*/", "");
    }

    private static String readable(String member) {
        return member.replaceAll("[(:].*", "").replaceAll(".*/", "").replace('#', '.');
    }
}
