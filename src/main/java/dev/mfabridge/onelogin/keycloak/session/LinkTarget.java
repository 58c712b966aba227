package dev.mfabridge.onelogin.keycloak.session;

import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakUriInfo;
import org.keycloak.urls.HostnameProvider;
import org.keycloak.urls.UrlType;

/**
 * Page that a user sees after a click on the link of an e-mail. The e-mail names the page only if an operator or an
 * administrator configured Keycloak's host name. Without it, Keycloak takes its own host name from the request. An
 * attacker with the user's password would then choose the address.
 */
public final class LinkTarget {
    private static final Logger LOG = Logger.getLogger("dev.mfabridge.onelogin");

    /** Host that no request is for. */
    private static final String PROBE = "request.invalid";

    private static final Set<String> WARNED_REALMS = ConcurrentHashMap.newKeySet();

    private LinkTarget() {}

    /** Returns the page, or empty if its host would be that of the request. */
    public static Optional<URI> of(KeycloakSession session) {
        if (isHostConfigured(session)) {
            return Optional.of(LoginUrls.linkTarget(session));
        }
        var realm = session.getContext().getRealm().getName();
        if (WARNED_REALMS.add(realm)) {
            LOG.warnf(
                    "OneLogin MFA, realm %s: e-mails name no page that opens after a click on their link, because Keycloak takes"
                            + " its host name from each request. Set Keycloak's option hostname, or the Frontend URL of the realm.",
                    realm);
        }
        return Optional.empty();
    }

    /** Returns whether the URLs for browsers have the same host in each request. */
    private static boolean isHostConfigured(KeycloakSession session) {
        var hostnames = session.getProvider(HostnameProvider.class);
        return !PROBE.equals(hostnames.getHostname(new ProbeUriInfo(session), UrlType.FRONTEND));
    }

    /** URI of a request for {@link #PROBE}, otherwise like that of the current request. */
    private static final class ProbeUriInfo extends KeycloakUriInfo {
        ProbeUriInfo(KeycloakSession session) {
            super(session, UrlType.FRONTEND, session.getContext().getUri());
        }

        @Override
        public URI getBaseUri() {
            return UriBuilder.fromUri(super.getBaseUri()).host(PROBE).build();
        }
    }
}
