package dev.mfabridge.onelogin.check;

import dev.mfabridge.onelogin.client.FactorData;
import java.util.Optional;
import java.util.regex.Pattern;

/** Data of a factor that the user needs, shown only on the screen. */
final class FactorDataView {
    private static final Pattern SECRET = Pattern.compile("[?&]secret=([A-Za-z2-7=]{1,128})");

    private final CheckSession session;

    FactorDataView(CheckSession session) {
        this.session = session;
    }

    void showVoiceCode(FactorData data) {
        show("Type this code into the phone during the call: ", data.verificationToken(), "verification_token");
    }

    void showProtectToken(FactorData data) {
        show("Enter this in the app OneLogin Protect: ", data.verificationToken(), "verification_token");
    }

    void showAppKey(FactorData data) {
        var key = Optional.ofNullable(data.totpUrl())
                .map(SECRET::matcher)
                .filter(matcher -> matcher.find())
                .map(matcher -> matcher.group(1));
        show("Add this key to the authenticator app: ", key.orElse(null), "totp_url with a secret");
    }

    private void show(String introduction, String value, String field) {
        if (value == null) {
            session.incomplete("The answer has no factor_data." + field + ", so the user can't see it.");
            return;
        }
        session.hide(value);
        session.terminal().print(introduction + value);
    }
}
