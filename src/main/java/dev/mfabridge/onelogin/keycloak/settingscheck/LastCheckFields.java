package dev.mfabridge.onelogin.keycloak.settingscheck;

import dev.mfabridge.onelogin.keycloak.settings.ConfigResult;
import dev.mfabridge.onelogin.keycloak.settings.ExecutionConfigs;
import dev.mfabridge.onelogin.keycloak.settings.SavedConfigs;
import dev.mfabridge.onelogin.keycloak.settings.SettingMessages;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;
import org.keycloak.utils.KeycloakSessionUtil;

/**
 * Fields of the form with the last checks. The console asks for the fields of a provider and not of one execution, so the
 * form has one field for each checked configuration of the realm. Keycloak 26.7 doesn't tell the console that a field of an
 * authenticator is read-only (ModelToRepresentation), so what an administrator types there is dropped.
 */
public final class LastCheckFields {
    private static final Logger LOG = Logger.getLogger("dev.mfabridge.onelogin");
    private static final String KEY = "onelogin.lastCheck";
    private static final Pattern FORM = Pattern.compile("admin/realms/[^/]+/authentication/");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private LastCheckFields() {}

    /** Returns the fields for the realm of the current request. Without a request, the result has one field. */
    public static List<ProviderConfigProperty> all() {
        try {
            var session = KeycloakSessionUtil.getKeycloakSession();
            var checked = isOfForm(session)
                    ? checked(session, session.getContext().getRealm())
                    : List.<ProviderConfigProperty>of();
            return checked.isEmpty() ? List.of(unchecked()) : checked;
        } catch (RuntimeException e) {
            // Keycloak also asks for the fields to find secrets, which must work whatever happens here (S7).
            LOG.debug("OneLogin MFA: the last checks can't be read", e);
            return List.of(unchecked());
        }
    }

    /**
     * Returns true if the request reads the form of a realm, which needs the role {@code view-realm}. The server info lists the
     * same fields for an administrator with any role (S6).
     */
    private static boolean isOfForm(KeycloakSession session) {
        return session != null
                && session.getContext().getRealm() != null
                && session.getContext().getUri() != null
                && FORM.matcher(session.getContext().getUri().getPath()).find();
    }

    /** Returns whether the key is that of such a field. */
    static boolean isOne(String key) {
        return key.equals(KEY) || key.startsWith(KEY + ".");
    }

    private static ProviderConfigProperty unchecked() {
        return field(
                KEY,
                SettingMessages.label(KEY),
                SettingMessages.help(KEY),
                "No check since the start of the server; save the settings to check them");
    }

    private static List<ProviderConfigProperty> checked(KeycloakSession session, RealmModel realm) {
        var store = new CheckStore(session.singleUseObjects(), Clock.systemUTC());
        var fields = new ArrayList<ProviderConfigProperty>();
        SavedConfigs.of(realm).forEach(config -> {
            var key = fields.isEmpty() ? KEY : KEY + "." + (fields.size() + 1);
            store.last(config.getId())
                    .map(check -> field(key, config, check))
                    .or(() -> ofMistakes(key, session, config))
                    .ifPresent(fields::add);
        });
        return fields;
    }

    /** Returns the field of settings that have mistakes and were never checked: an import contains the mask of a secret. */
    private static Optional<ProviderConfigProperty> ofMistakes(
            String key, KeycloakSession session, AuthenticatorConfigModel config) {
        return ExecutionConfigs.of(session, config)
                .invalid()
                .map(ConfigResult.Invalid::message)
                .map(mistakes -> field(
                        key,
                        "Last check of " + config.getAlias(),
                        mistakes
                                + ". No check has run since these settings were imported. Correct the settings and save"
                                + " them.",
                        mistakes));
    }

    private static ProviderConfigProperty field(String key, AuthenticatorConfigModel config, LastCheck check) {
        return field(
                key,
                "Last check of %s (%s)".formatted(config.getAlias(), TIME.format(check.at())),
                check.details(),
                check.line());
    }

    private static ProviderConfigProperty field(String key, String label, String help, String text) {
        var field = ProviderConfigurationBuilder.create()
                .property()
                .name(key)
                .label(label)
                .helpText(help)
                .type(ProviderConfigProperty.TEXT_TYPE)
                .defaultValue(text)
                .add()
                .build()
                .get(0);
        field.setReadOnly(true);
        return field;
    }
}
