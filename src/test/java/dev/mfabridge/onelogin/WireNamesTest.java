package dev.mfabridge.onelogin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.client.FactorData;
import dev.mfabridge.onelogin.client.OneLoginId;
import dev.mfabridge.onelogin.keycloak.admin.ExecutionsResource;
import dev.mfabridge.onelogin.keycloak.admin.FactorsView;
import dev.mfabridge.onelogin.keycloak.admin.RealmCheckResource;
import dev.mfabridge.onelogin.keycloak.credential.DeviceRemoval;
import dev.mfabridge.onelogin.keycloak.metrics.RemovalMetrics;
import dev.mfabridge.onelogin.keycloak.realmcheck.RealmFinding;
import dev.mfabridge.onelogin.keycloak.result.LoginResult;
import dev.mfabridge.onelogin.keycloak.settings.OneLoginConfig.AfterEmailLink;
import dev.mfabridge.onelogin.keycloak.settings.OptionValues;
import dev.mfabridge.onelogin.keycloak.settings.UserMapping;
import dev.mfabridge.onelogin.keycloak.settingscheck.ConnectionReport;
import dev.mfabridge.onelogin.keycloak.uninstall.StoredData;
import dev.mfabridge.onelogin.mfa.Challenge;
import dev.mfabridge.onelogin.mfa.EmailContent;
import dev.mfabridge.onelogin.mfa.EnrolledDevice;
import dev.mfabridge.onelogin.mfa.FactorType;
import dev.mfabridge.onelogin.mfa.FailureReason;
import dev.mfabridge.onelogin.mfa.Label;
import dev.mfabridge.onelogin.mfa.OfferedFactor;
import dev.mfabridge.onelogin.mfa.OneLoginEvent;
import dev.mfabridge.onelogin.mfa.Policy.FirstDevice;
import dev.mfabridge.onelogin.mfa.State;
import dev.mfabridge.onelogin.mfa.StateCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.keycloak.provider.ConfiguredProvider;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderFactory;

/**
 * Snapshot of every name that something outside this code relies on: realms and exports, stored data, themes, dashboards,
 * applications, scripts. A line that changes or disappears breaks existing installations. New names may be added.
 */
class WireNamesTest {
    private static final Path SNAPSHOT = Path.of("src/test/resources/wire-names.txt");
    private static final Path ACTUAL = Path.of("target/wire-names.txt");
    private static final Path TEMPLATES = Path.of("themes/templates");
    private static final Path MESSAGES = Path.of("themes/messages/messages_en.properties");
    private static final Path SOURCES = Path.of("src/main/java/dev/mfabridge/onelogin/keycloak");
    private static final Pattern LITERAL = Pattern.compile("\"([A-Za-z][A-Za-z0-9_./{}-]*)\"");

    /** Enums whose constants are the values of a setting. */
    private static final List<Class<? extends Enum<?>>> LISTS =
            List.of(UserMapping.class, FactorType.class, FirstDevice.class, EmailContent.class, AfterEmailLink.class);

    @Test
    @DisplayName("The names on the wire are the listed names")
    void wireNamesAreAsListed() throws Exception {
        var names = String.join("\n", names()) + "\n";
        Files.writeString(ACTUAL, names);

        assertThat(names)
                .as("%s against %s, which is what the code says", SNAPSHOT, ACTUAL)
                .isEqualTo(Files.readString(SNAPSHOT));
    }

    private static List<String> names() throws Exception {
        var names = new ArrayList<String>();
        var factories = factories();
        section(names, "Provider", factories.stream().map(WireNamesTest::id).toList());
        section(names, "Setting", settings(factories));
        section(names, "Message key", messageKeys());
        section(names, "Template", fileNames(TEMPLATES));
        section(names, "Template attribute", found(TEMPLATES, "onelogin\\.([A-Za-z]+)"));
        section(names, "Form field", found(TEMPLATES, " name=\"([a-z-]+)\""));
        section(names, "Admin API", adminApi());
        section(names, "Credential data", components(Class.forName(credentialData())));
        section(names, "Constant", constants());
        section(names, "Event reason", results(LoginResult::eventReason));
        section(names, "Metric outcome", results(LoginResult::metricOutcome));
        section(names, "Message outcome", labels(OneLoginEvent.MessageOutcome.values()));
        section(names, "Literal", literals());
        section(names, "Stored state", states());
        return names;
    }

    private static void section(List<String> all, String title, Collection<String> names) {
        new TreeSet<>(names).forEach(name -> all.add(title + ": " + name));
    }

    private static List<ProviderFactory<?>> factories() throws Exception {
        var factories = new ArrayList<ProviderFactory<?>>();
        for (var file : files(Path.of("src/main/resources/META-INF/services"))) {
            for (var name : Files.readAllLines(file)) {
                factories.add((ProviderFactory<?>)
                        Class.forName(name).getDeclaredConstructor().newInstance());
            }
        }
        return factories;
    }

    private static String id(ProviderFactory<?> factory) {
        return factory.getId();
    }

    private static List<String> settings(List<ProviderFactory<?>> factories) {
        return factories.stream()
                .filter(ConfiguredProvider.class::isInstance)
                .map(ConfiguredProvider.class::cast)
                .flatMap(provider -> provider.getConfigProperties().stream())
                .flatMap(WireNamesTest::setting)
                .toList();
    }

    private static Stream<String> setting(ProviderConfigProperty property) {
        var options = property.getOptions() == null ? List.<String>of() : property.getOptions();
        return Stream.concat(
                Stream.of(property.getName() + " (" + property.getType() + ")"),
                options.stream().flatMap(WireNamesTest::values).map(value -> property.getName() + " = " + value));
    }

    /** Returns the value of the form and the one for scripts. */
    private static Stream<String> values(String option) {
        return Stream.concat(
                Stream.of(option),
                LISTS.stream()
                        .flatMap(list -> Stream.of(list.getEnumConstants()))
                        .filter(constant -> !(constant instanceof FactorType type)
                                || FactorType.provable().contains(type))
                        .filter(constant -> OptionValues.of(constant).equals(option))
                        .map(constant ->
                                constant instanceof FactorType ? constant.name() : OptionValues.forScripts(constant)));
    }

    private static Collection<String> messageKeys() throws IOException {
        var messages = new Properties();
        try (var reader = Files.newBufferedReader(MESSAGES)) {
            messages.load(reader);
        }
        return messages.stringPropertyNames();
    }

    private static List<String> adminApi() {
        return Stream.of(
                        FactorsView.class,
                        FactorsView.FactorView.class,
                        ConnectionReport.class,
                        ConnectionReport.Check.class,
                        ExecutionsResource.ExecutionView.class,
                        RealmCheckResource.RealmCheckReport.class,
                        RealmFinding.class,
                        StoredData.class)
                .flatMap(type -> components(type).stream())
                .toList();
    }

    private static String credentialData() {
        return "dev.mfabridge.onelogin.keycloak.credential.OneLoginCredentialModel$CredentialData";
    }

    private static List<String> components(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }

    private static List<String> results(Function<LoginResult, Optional<String>> column) {
        return Arrays.stream(LoginResult.values())
                .flatMap(result -> column.apply(result).stream())
                .toList();
    }

    private static List<String> labels(Enum<?>... constants) {
        return Arrays.stream(constants)
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    /** Returns the constants whose names are stored or shown. */
    private static List<String> constants() {
        return Stream.of(
                        FactorType.values(),
                        FactorsView.Presence.values(),
                        DeviceRemoval.Cause.values(),
                        RemovalMetrics.RemovalOutcome.values())
                .flatMap(Arrays::stream)
                .map(constant -> constant.name())
                .toList();
    }

    /** Returns the literals without a space: attributes, token types, cookies, event details, metrics, paths. */
    private static Collection<String> literals() throws IOException {
        return found(SOURCES, LITERAL.pattern()).stream()
                .filter(literal -> !literal.matches("[a-z]+\\."))
                .toList();
    }

    private static List<String> states() {
        var binding = new StateCodec.Binding("realm", "user", "execution");
        var now = Instant.parse("2026-01-02T03:04:05Z");
        var user = new OneLoginId("64515902");
        var device = new EnrolledDevice(user, new OneLoginId("525509"), FactorType.SMS, new Label("SMS"));
        var factor = new OfferedFactor(user, new OneLoginId("24051"), FactorType.VOICE, new Label("Voice"));
        var challenge = new Challenge(
                device,
                new OneLoginId("11111111-1111-1111-1111-111111111111"),
                null,
                List.of(),
                new FactorData(null, "42"),
                now,
                now,
                now,
                10);
        var registration = new Challenge(
                factor,
                new OneLoginId("22222222-2222-2222-2222-222222222222"),
                user,
                List.of(user),
                new FactorData("otpauth://x", null),
                now,
                now,
                now,
                9);
        return Stream.of(
                        new State.Start(),
                        new State.ChoosingFactor(List.of(factor), now),
                        new State.ChoosingDevice(List.of(device), challenge),
                        new State.AwaitingCode(challenge),
                        new State.AwaitingOutOfBand(registration, true),
                        new State.ChallengeClosed(challenge, State.ChallengeClosed.CloseReason.DENIED),
                        new State.Failed(FailureReason.UNREACHABLE, now))
                .map(state -> StateCodec.write(state, binding))
                .toList();
    }

    private static Collection<String> found(Path folder, String pattern) throws IOException {
        var names = new TreeSet<String>();
        for (var file : files(folder)) {
            Pattern.compile(pattern)
                    .matcher(Files.readString(file))
                    .results()
                    .forEach(match -> names.add(match.group(1)));
        }
        return names;
    }

    private static List<String> fileNames(Path folder) {
        return files(folder).stream().map(file -> file.getFileName().toString()).toList();
    }

    private static List<Path> files(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
