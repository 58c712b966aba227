package dev.mfabridge.onelogin.keycloak.page;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.keycloak.authenticator.OneLoginAuthenticatorFactory;
import dev.mfabridge.onelogin.keycloak.condition.OneLoginFactorConditionFactory;
import dev.mfabridge.onelogin.keycloak.credential.OneLoginCredentialModel;
import dev.mfabridge.onelogin.keycloak.requiredaction.ForgetBrowsersActionFactory;
import dev.mfabridge.onelogin.keycloak.requiredaction.OneLoginEnrollmentActionFactory;
import dev.mfabridge.onelogin.keycloak.settings.SettingMessages;
import dev.mfabridge.onelogin.mfa.FactorType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.keycloak.provider.ProviderConfigProperty;

/** Tests of the themes: messages and icons against the code. */
class ThemeMessagesTest {
    private static final Pattern KEY = Pattern.compile("\"(onelogin(?!Setting\")[A-Z]\\w*)\"");

    private static final Set<FactorType> KNOWN = types(FactorType::isKnown);
    private static final Set<FactorType> APPS = types(FactorType::hasApp);
    private static final Set<FactorType> OUT_OF_BAND = types(type -> type.isOutOfBand() || type.mayHaveLink());

    /** Beginnings of keys to which the factor type is appended, with the types for which a page can show the message. */
    private static final Map<String, Set<FactorType>> BY_FACTOR_TYPE = Map.ofEntries(
            Map.entry("oneloginFactorType", EnumSet.allOf(FactorType.class)),
            Map.entry("oneloginHelp", KNOWN),
            Map.entry("oneloginDeviceKind", KNOWN),
            Map.entry("oneloginDeviceHelp", KNOWN),
            Map.entry("oneloginResend", KNOWN),
            Map.entry("oneloginSendNew", types(type -> type != FactorType.OTHER)),
            Map.entry("oneloginSentAgain", types(type -> type.isKnown() && type.sendsMessage())),
            Map.entry(
                    "oneloginSent",
                    types(type -> type != FactorType.OTHER && type.hasTypedCode() && !type.isOutOfBand())),
            Map.entry("oneloginSentCodeOrLink", types(FactorType::mayHaveLink)),
            Map.entry("oneloginWaiting", OUT_OF_BAND),
            Map.entry("oneloginAnswered", OUT_OF_BAND),
            Map.entry("oneloginStart", types(type -> type.isKnown() && type.sendsMessage())),
            Map.entry("oneloginScan", APPS),
            Map.entry("oneloginTypeSecret", APPS),
            Map.entry("oneloginEnterApp", APPS));

    @ParameterizedTest(name = "{0}")
    @MethodSource("translations")
    @DisplayName("Each language has exactly the messages that the code and the templates use")
    void languagesHaveTheMessagesThatAreUsed(Path translation) throws IOException {
        var used = usedKeys();
        assertThat(used).as("beginnings of keys").containsAll(BY_FACTOR_TYPE.keySet());

        var expected = used.stream()
                .flatMap(key -> BY_FACTOR_TYPE.containsKey(key)
                        ? BY_FACTOR_TYPE.get(key).stream().map(type -> key + type)
                        : Stream.of(key))
                .collect(toCollection(TreeSet::new));
        settings().forEach(setting -> {
            expected.add(SettingMessages.label(setting));
            expected.add(SettingMessages.help(setting));
        });
        // Keycloak's own e-mails and pages name the required actions.
        Stream.of(OneLoginEnrollmentActionFactory.PROVIDER_ID, ForgetBrowsersActionFactory.PROVIDER_ID)
                .forEach(action -> expected.add("requiredAction." + action));
        // The account console builds this key from the type.
        expected.add(OneLoginCredentialModel.TYPE + "-display-name");
        if (translation.endsWith("messages_en.properties")) {
            // Keycloak has names of all languages but Hebrew. The other languages take it from English.
            expected.add("locale_he");
        }
        assertThat(new TreeSet<>(messages(translation).stringPropertyNames())).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(
            value = FactorType.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"OTHER", "TEMPORARY_TOKEN"})
    @DisplayName("Each factor type has an icon")
    void factorTypesHaveIcons(FactorType type) throws IOException {
        assertThat(Files.readString(Path.of("themes/resources/css/onelogin-mfa.css")))
                .contains(".onelogin-mfa-icon-" + type.name().toLowerCase(Locale.ROOT) + " {");
    }

    /** Returns the keys of the fields in the forms of the execution and the condition. */
    private static Stream<String> settings() {
        return Stream.of(new OneLoginAuthenticatorFactory(), new OneLoginFactorConditionFactory())
                .flatMap(form -> form.getConfigProperties().stream())
                .map(ProviderConfigProperty::getName);
    }

    static Stream<Path> translations() throws IOException {
        return files("themes/messages").filter(file -> file.toString().endsWith(".properties"));
    }

    private static Set<String> usedKeys() throws IOException {
        var keys = new TreeSet<String>();
        for (var file :
                Stream.concat(files("src/main/java"), files("themes/templates")).toList()) {
            KEY.matcher(Files.readString(file))
                    .results()
                    .map(match -> match.group(1))
                    .forEach(keys::add);
        }
        return keys;
    }

    private static Properties messages(Path translation) throws IOException {
        var messages = new Properties();
        try (var reader = Files.newBufferedReader(translation)) {
            messages.load(reader);
        }
        return messages;
    }

    private static Stream<Path> files(String folder) throws IOException {
        try (var files = Files.walk(Path.of(folder))) {
            return files.filter(Files::isRegularFile).sorted().toList().stream();
        }
    }

    private static Set<FactorType> types(Predicate<FactorType> trait) {
        return Stream.of(FactorType.values())
                .filter(trait)
                .collect(toCollection(() -> EnumSet.noneOf(FactorType.class)));
    }
}
