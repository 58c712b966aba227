package dev.mfabridge.onelogin.keycloak.page;

import dev.mfabridge.onelogin.keycloak.metrics.LoginMetrics;
import dev.mfabridge.onelogin.keycloak.session.LoginUrls;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.managers.AuthenticationSessionManager;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Resource that a waiting page polls, {@code GET /realms/{realm}/onelogin-mfa/status}, and the target of links in
 * e-mails. The status says whether to submit the page's form, and no more. Keycloak's cookie identifies the login, and
 * the extension queries OneLogin again when the form arrives (S6). No thread waits here.
 */
public final class ChallengeStatusResource {
    private final KeycloakSession session;

    ChallengeStatusResource(KeycloakSession session) {
        this.session = session;
    }

    /**
     * Returns whether the page should submit its form, and the seconds until the next poll.
     *
     * @param client the client id of the login
     * @param tab the tab id of the login
     */
    @GET
    @Path(LoginUrls.STATUS)
    @Produces(MediaType.APPLICATION_JSON)
    public Response status(@QueryParam("client_id") String client, @QueryParam("tab_id") String tab) {
        var found = login(client, tab).flatMap(login -> PendingPoll.of(session, login));
        var isOver = found.map(PendingPoll::isCompleted);
        var metrics = LoginMetrics.of(session.getContext());
        found.ifPresentOrElse(
                waiting -> metrics.polled(waiting.pageId(), isOver.orElseThrow()), metrics::polledWithoutLogin);
        var noStore = new CacheControl();
        noStore.setNoStore(true);
        return Response.ok(Map.of(
                        "completed", isOver.orElse(true),
                        "retryAfter", found.map(PendingPoll::retryAfter).orElse(0L)))
                .cacheControl(noStore)
                .build();
    }

    /** Returns the page that a user sees after clicking a link in an e-mail. The login continues in its own window. */
    @GET
    @Path(LoginUrls.LINK)
    @Produces(MediaType.TEXT_HTML)
    public Response link() {
        return session.getProvider(LoginFormsProvider.class)
                .setInfo("oneloginLinkClicked")
                .setAttribute("skipLink", true)
                .createInfoPage();
    }

    private Optional<AuthenticationSessionModel> login(String client, String tab) {
        var realm = session.getContext().getRealm();
        return Optional.ofNullable(client)
                .map(realm::getClientByClientId)
                .filter(model -> tab != null)
                .map(model ->
                        new AuthenticationSessionManager(session).getCurrentAuthenticationSession(realm, model, tab));
    }
}
