package dev.mfabridge.onelogin.keycloak.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Metric with its labels. Each metric has the label realm, as Keycloak's own login metrics have. Keycloak serves Micrometer's
 * global registry at {@code /metrics}; if metrics are off, that registry drops all values. The values of the other labels are
 * constants of this code, and never text of a user, an administrator or OneLogin.
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
    /** Timers by their labels: the registry finds a timer only by a new id with sorted tags, for each call to OneLogin. */
    private final ConcurrentMap<Labels, Timer> timers = new ConcurrentHashMap<>();

    /** Values of the labels of one timer. */
    private record Labels(String realm, List<String> values) {}

    Metric(String id, String description, String... labels) {
        this.id = id;
        this.description = description;
        this.labels = List.of(labels);
    }

    /** Returns the name in Micrometer's form: lower case with dots. */
    String id() {
        return id;
    }

    /** Returns the labels except the realm. */
    List<String> labels() {
        return labels;
    }

    /**
     * Increments a counter.
     *
     * @param values the values of the labels, in the order of the labels
     */
    void increment(String realm, String... values) {
        Counter.builder(id)
                .description(description)
                .tags(tags(realm, values))
                .register(Metrics.globalRegistry)
                .increment();
    }

    /**
     * Records a duration.
     *
     * @param values the values of the labels, in the order of the labels
     */
    void record(Duration duration, String realm, String... values) {
        timers.computeIfAbsent(new Labels(realm, List.of(values)), this::timer).record(duration);
    }

    private Timer timer(Labels labels) {
        return Timer.builder(id)
                .description(description)
                .tags(tags(labels.realm(), labels.values().toArray(String[]::new)))
                .register(Metrics.globalRegistry);
    }

    /**
     * Registers a gauge. Call this once for each realm and values, since Micrometer warns of a second gauge.
     *
     * @param values the values of the labels, in the order of the labels
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
