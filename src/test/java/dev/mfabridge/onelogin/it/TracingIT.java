package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.it.TraceCollector.Traced;
import dev.mfabridge.onelogin.simulator.BehaviorRule;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Traces of logins with OneLogin, on a Keycloak that is built with tracing: {@code mvn verify -Ptracing} (S7). */
class TracingIT {

    private static final String DEVICES = "GET /api/2/mfa/users/{user_id}/devices";
    private static final String REGISTER = "POST /api/2/mfa/users/{user_id}/registrations";
    private static final String VERIFY = "PUT /api/2/mfa/users/{user_id}/registrations/{registration_id}";

    @RegisterExtension
    static final TraceCollector collector = new TraceCollector();

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    @Test
    @DisplayName("Every call of a login is one span within the request that made the call")
    void everyCallIsOneSpanWithinItsRequest() {
        var user = realm.user("ann", simulated -> simulated.offered(SimulatedFactorType.SMS));
        var before = collector.spans().size();

        var ann = realm.person(user).signsInWithPassword();
        assertThat(ann.entersCode(realm.lastCodeOf(user)).isSignedIn()).isTrue();

        var calls = callsSince(before, VERIFY);
        assertThat(calls)
                .extracting(call -> call.span().getName())
                .filteredOn(name -> !name.contains("/token"))
                .containsExactly(
                        "GET /api/2/users",
                        DEVICES,
                        "GET /api/2/mfa/users/{user_id}/factors",
                        REGISTER,
                        DEVICES,
                        VERIFY);
        assertThat(calls).allSatisfy(call -> {
            assertThat(call.tracer()).isEqualTo("dev.mfabridge.onelogin");
            assertThat(call.attribute("http.response.status_code")).startsWith("20");
            assertThat(collector.spans())
                    .anyMatch(other -> other.span().getKind() == SpanKind.SPAN_KIND_SERVER
                            && other.span().getTraceId().equals(call.span().getTraceId()));
        });
    }

    @Test
    @DisplayName("A failed call is a span with an error")
    void failedCallIsError() {
        var user = realm.user("ben").withDevice(SimulatedFactorType.SMS);
        realm.oneLogin()
                .behave(BehaviorRule.on("PUT /api/2/mfa/users/" + user.oneLoginId() + "/*")
                        .wrongCode("unauthorized"));
        var before = collector.spans().size();

        realm.person(user).signsInWithPassword().entersCode("000000");

        // The call that checks the access token comes last.
        var wrong = callsSince(before, "GET /api/2/mfa/users/{user_id}/verifications/{verification_id}").stream()
                .filter(call -> call.span().getName().startsWith("PUT"))
                .toList();
        assertThat(wrong).hasSize(1);
        assertThat(wrong.get(0).attribute("error.type")).isEqualTo("401");
        assertThat(wrong.get(0).span().getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR);
    }

    @Test
    @Attack(on = "S7", kind = AttackKind.PRIVACY)
    @DisplayName("The spans contain no data of the user and no secrets")
    void spansContainNoUserDataAndNoSecrets() {
        var user = realm.user("cora", simulated -> simulated.offered(SimulatedFactorType.SMS));
        var before = collector.spans().size();

        var cora = realm.person(user).signsInWithPassword();
        var code = realm.lastCodeOf(user);
        assertThat(cora.entersCode(code).isSignedIn()).isTrue();

        var calls = callsSince(before, VERIFY);
        assertThat(calls)
                .allSatisfy(
                        call -> assertThat(call.span().getName() + call.span().getAttributesList())
                                .doesNotContain(user.username(), user.id(), "" + user.oneLoginId(), code));
        assertThat(calls.get(calls.size() - 1).attribute("url.full"))
                .endsWith("/api/2/mfa/users/REDACTED/registrations/REDACTED");
        assertThat(collector.spans())
                .allSatisfy(span -> assertThat(span.span().toString())
                        .doesNotContain(
                                realm.execution().defaults().get("onelogin.clientSecret"), "Basic ", "bearer "));
    }

    /** Returns all traced calls to OneLogin after the collector received the last of them. */
    private static List<Traced> callsSince(int before, String last) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> collector.spans().stream()
                        .skip(before)
                        .anyMatch(span -> span.span().getName().equals(last)));
        var oneLogin = String.valueOf(URI.create(realm.oneLoginFromHere()).getPort());
        return collector.spans().stream()
                .skip(before)
                .filter(span -> span.span().getKind() == SpanKind.SPAN_KIND_CLIENT)
                .filter(span -> span.attribute("server.port").equals(oneLogin))
                .toList();
    }
}
