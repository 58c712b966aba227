package dev.mfabridge.onelogin.keycloak.limits;

import dev.mfabridge.onelogin.keycloak.settings.MessageLimit;
import dev.mfabridge.onelogin.mfa.Attempt;
import dev.mfabridge.onelogin.mfa.Limits;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.SingleUseObjectProvider;
import org.keycloak.models.UserModel;

/**
 * The limits in Keycloak's store of single-use objects, which all nodes share and which forgets by itself. Each message
 * takes one of the person's places for as long as it counts, and each question takes the attempt's for as long as OneLogin
 * is to be left alone; the store lets one of several takers at once have a place.
 */
public final class SharedLimits implements Limits {
    private static final String PREFIX = "onelogin-mfa.";
    private static final String UNTIL = "until";

    private final SingleUseObjectProvider store;
    private final String person;
    private final MessageLimit messages;
    private final Clock clock;

    public SharedLimits(KeycloakSession session, RealmModel realm, UserModel user, MessageLimit messages, Clock clock) {
        store = session.singleUseObjects();
        person = PREFIX + "message." + realm.getId() + "." + user.getId() + ".";
        this.messages = messages;
        this.clock = clock;
    }

    @Override
    public Optional<Instant> countMessage() {
        var window = messages.window();
        var place = places().filter(key -> store.putIfAbsent(key, window.toSeconds()))
                .findFirst();
        if (place.isPresent()) {
            var until = clock.instant().plus(window).toString();
            store.put(timeOf(place.get()), window.toSeconds(), Map.of(UNTIL, until));
            return Optional.empty();
        }
        return Optional.of(places().flatMap(key -> Optional.ofNullable(store.get(timeOf(key))).stream())
                .map(notes -> Instant.parse(notes.get(UNTIL)))
                .min(Instant::compareTo)
                .orElseGet(() -> clock.instant().plus(window)));
    }

    @Override
    public boolean mayAsk(Attempt attempt) {
        return store.putIfAbsent(
                question(attempt), attempt.pauseAt(clock.instant()).toSeconds());
    }

    /** An answer was found: what comes next may ask for it at once. */
    public void answered(Attempt attempt) {
        store.remove(question(attempt));
    }

    private Stream<String> places() {
        return IntStream.range(0, messages.count()).mapToObj(place -> person + place);
    }

    private static String timeOf(String place) {
        return place + "." + UNTIL;
    }

    private static String question(Attempt attempt) {
        return PREFIX + "question." + attempt.id();
    }
}
