package dev.mfabridge.onelogin.it;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** Texts of one login that belong into no page, event and log. */
final class TrialSecrets {
    /** First digits of the phone numbers of all users. */
    private static final String PHONE_NUMBER = "120255501";

    private final List<Pattern> secrets = new CopyOnWriteArrayList<>();

    void add(String secret) {
        // A code can be a part of a random id.
        secrets.add(Pattern.compile("(?<![\\w.-])" + Pattern.quote(secret) + "(?![\\w-])"));
    }

    void addAll(Collection<String> more) {
        more.forEach(this::add);
    }

    boolean isIn(String text) {
        return text.contains(PHONE_NUMBER)
                || secrets.stream().anyMatch(secret -> secret.matcher(text).find());
    }
}
