package dev.mfabridge.onelogin.keycloak.settings;

import dev.mfabridge.onelogin.mfa.EmailContent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The values of the setting "E-mail factors send". */
enum EmailFactors {
    EITHER(EmailContent.EITHER),
    CODE(EmailContent.CODE),
    LINK(EmailContent.LINK);

    private final EmailContent content;

    EmailFactors(EmailContent content) {
        this.content = content;
    }

    /** @return what the setting holds */
    String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> options() {
        return Arrays.stream(values()).map(EmailFactors::value).toList();
    }

    static Optional<EmailContent> of(String value) {
        return Arrays.stream(values())
                .filter(factors -> factors.value().equals(value))
                .findFirst()
                .map(factors -> factors.content);
    }
}
