package dev.mfabridge.onelogin.keycloak.authenticator;

import dev.mfabridge.onelogin.keycloak.connection.OneLoginConnections;
import dev.mfabridge.onelogin.keycloak.connection.UserReferences;
import dev.mfabridge.onelogin.keycloak.limits.SharedLimits;
import dev.mfabridge.onelogin.keycloak.metrics.LoginMetrics;
import dev.mfabridge.onelogin.keycloak.settings.Settings;
import dev.mfabridge.onelogin.mfa.Call;
import dev.mfabridge.onelogin.mfa.Conversation;
import dev.mfabridge.onelogin.mfa.Event;
import dev.mfabridge.onelogin.mfa.Machine;
import dev.mfabridge.onelogin.mfa.OneLoginCalls;
import dev.mfabridge.onelogin.mfa.Wording;
import java.time.Clock;
import org.keycloak.authentication.AuthenticationFlowContext;

/** Sets up the conversation with the person who is signing in. */
final class Conversations {
    private Conversations() {}

    static Conversation of(AuthenticationFlowContext context, OneLoginConnections connections, Settings settings) {
        var log = new FlowLog(context);
        return new Conversation(
                new Machine(settings.policy()),
                call -> perform(call, context, connections, settings, log),
                Clock.systemUTC());
    }

    private static Event.FromOneLogin perform(
            Call call,
            AuthenticationFlowContext context,
            OneLoginConnections connections,
            Settings settings,
            FlowLog log) {
        var session = context.getSession();
        var person = UserReferences.of(session, context.getUser(), settings.userMapping());
        var limits = new SharedLimits(
                session, context.getRealm(), context.getUser(), settings.messages(), Clock.systemUTC());
        var event = new OneLoginCalls(
                        connections.client(session, settings.account()),
                        person,
                        new Wording(settings.smsText(), WaitingResource.afterLink(session)),
                        limits,
                        log::callFailed)
                .perform(call);
        LoginMetrics.in(session.getContext()).called(call, event);
        if (event instanceof Event.UserNotFound missing) {
            log.userNotFound(missing.reason(), person);
        }
        return event;
    }
}
