package dev.mfabridge.onelogin.keycloak.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * What is counted, timed and shown, all of it by realm, as Keycloak's own metrics are. Micrometer's global registry is the one
 * that Keycloak serves at {@code /metrics}; where metrics are off it drops what it is told. The values of the other
 * labels are names from this code and never anything that a person, an admin or OneLogin wrote.
 */
enum Metric {
    CALLS("onelogin.mfa.calls", "Requests to OneLogin's API", "operation", "outcome"),
    LOGINS("onelogin.mfa.logins", "Results of logins that reached the execution", "factor", "outcome"),
    MESSAGES(
            "onelogin.mfa.messages",
            "Text messages, e-mails, calls and pushes that OneLogin was asked to send",
            "factor",
            "outcome"),
    TOKEN_RENEWALS("onelogin.mfa.token.renewals", "Requests for access tokens", "outcome"),
    POLLS("onelogin.mfa.polls", "Polls of pages that wait for an out-of-band confirmation", "outcome"),
    POLL_SESSIONS("onelogin.mfa.poll.sessions", "Pages that wait for an out-of-band confirmation"),
    REMOVALS(
            "onelogin.mfa.removals", "Removals of devices in OneLogin after their credentials were removed", "outcome"),
    CIRCUITS("onelogin.mfa.circuits", "OneLogin base URLs by the state of their circuit breaker", "state");

    private static final String REALM = "realm";

    private final String id;
    private final String description;
    private final List<String> labels;

    Metric(String id, String description, String... labels) {
        this.id = id;
        this.description = description;
        this.labels = List.of(labels);
    }

    /** @return the name in Micrometer's form, lower case with dots */
    String id() {
        return id;
    }

    /** @return the labels beside the realm */
    List<String> labels() {
        return labels;
    }

    /** @param values of the labels, in their order */
    void increment(String realm, String... values) {
        Counter.builder(id)
                .description(description)
                .tags(tags(realm, values))
                .register(Metrics.globalRegistry)
                .increment();
    }

    /** @param values of the labels, in their order */
    void record(Duration took, String realm, String... values) {
        Timer.builder(id)
                .description(description)
                .tags(tags(realm, values))
                .register(Metrics.globalRegistry)
                .record(took);
    }

    /**
     * Shows a value from now on. To be said once for each realm and values: Micrometer warns of a second time.
     *
     * @param values of the labels, in their order
     */
    void gauge(Supplier<Number> value, String realm, String... values) {
        Gauge.builder(id, value)
                .description(description)
                .tags(tags(realm, values))
                .register(Metrics.globalRegistry);
    }

    private Tags tags(String realm, String... values) {
        return Tags.of(REALM, realm)
                .and(IntStream.range(0, values.length)
                        .mapToObj(i -> Tag.of(labels.get(i), values[i]))
                        .toList());
    }
}
