package dev.mfabridge.onelogin.keycloak.page;

import dev.mfabridge.onelogin.keycloak.metrics.LoginMetrics;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.managers.AuthenticationSessionManager;
import org.keycloak.services.resources.RealmsResource;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * What a page asks that waits for an answer given elsewhere: {@code GET /realms/{realm}/onelogin-mfa/status}. It says
 * whether to go on, and no more: who is asked for what is found by Keycloak's cookie, and what the answer was counts only
 * when the page's form comes, for which OneLogin is asked once more. No thread waits here.
 */
public final class ChallengeStatusResource {
    static final String ID = "onelogin-mfa";
    private static final String STATUS = "status";
    private static final String LINK = "link";

    private final KeycloakSession session;

    ChallengeStatusResource(KeycloakSession session) {
        this.session = session;
    }

    /** @return where a person arrives who clicked the link of an e-mail */
    public static URI linkTarget(KeycloakSession session) {
        return url(session, LINK);
    }

    /** @return what the page of this login asks; client and tab tell logins of one browser apart */
    static URI statusUrl(KeycloakSession session, AuthenticationSessionModel login) {
        return session.getContext()
                .getUri()
                .getBaseUriBuilder()
                .uri(url(session, STATUS))
                .queryParam("client_id", "{client}")
                .queryParam("tab_id", "{tab}")
                .build(login.getClient().getClientId(), login.getTabId());
    }

    private static URI url(KeycloakSession session, String path) {
        return session.getContext()
                .getUri()
                .getBaseUriBuilder()
                .path(RealmsResource.class)
                .path("{realm}/" + ID + "/" + path)
                .build(session.getContext().getRealm().getName());
    }

    /**
     * @param client the client's id of the login that asks
     * @param tab the tab's id of the login that asks
     * @return whether the page should send its form, and in how many seconds it may ask again
     */
    @GET
    @Path(STATUS)
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

    /** Where the link of an e-mail leads: the login goes on in the window where it began. */
    @GET
    @Path(LINK)
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
