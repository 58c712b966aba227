package dev.mfabridge.onelogin.keycloak.session;

import dev.mfabridge.onelogin.keycloak.ProviderIds;
import java.net.URI;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.resources.RealmsResource;
import org.keycloak.sessions.AuthenticationSessionModel;

/** URLs of this extension's resource in the realm, as the browser sees them. */
public final class LoginUrls {
    /** Path of the status of a challenge. */
    public static final String STATUS = "status";
    /** Path of the target of a link in an e-mail. */
    public static final String LINK = "link";

    private LoginUrls() {}

    /** Returns the URL of the page that a user sees after clicking the link of an e-mail. */
    static URI linkTarget(KeycloakSession session) {
        return url(session, LINK);
    }

    /**
     * Returns the URL that the page of this login polls. The client and the tab distinguish the logins of one browser.
     */
    public static URI status(KeycloakSession session, AuthenticationSessionModel login) {
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
                .path("{realm}/" + ProviderIds.RESOURCE + "/" + path)
                .build(session.getContext().getRealm().getName());
    }
}
