package dev.mfabridge.onelogin.simulator;

import java.time.Instant;

/**
 * What the simulator sent to a person.
 *
 * @param id grows with each message
 * @param kind {@code SMS} or {@code EMAIL}
 * @param to the phone number or the e-mail address
 */
public record Message(long id, long userId, String kind, String to, String code, String text, Instant sentAt) {}
