package dev.mfabridge.onelogin.keycloak.connection;

import dev.mfabridge.onelogin.client.http.RequestDeadline;
import org.keycloak.models.KeycloakSession;

/** Deadline for the calls of one request, in the attributes of the request's Keycloak session. */
public final class SessionDeadline {
    private static final String KEY = RequestDeadline.class.getName();

    private SessionDeadline() {}

    /** Returns the deadline of the request, which starts with the first use. */
    public static RequestDeadline of(KeycloakSession session) {
        var deadline = session.getAttribute(KEY, RequestDeadline.class);
        if (deadline == null) {
            deadline = RequestDeadline.start();
            session.setAttribute(KEY, deadline);
        }
        return deadline;
    }

    /** Gives the deadline of a request to another session that works for the same request. */
    public static void share(RequestDeadline deadline, KeycloakSession session) {
        session.setAttribute(KEY, deadline);
    }
}
