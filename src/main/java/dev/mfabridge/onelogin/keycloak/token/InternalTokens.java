package dev.mfabridge.onelogin.keycloak.token;

import java.util.Optional;
import org.keycloak.TokenCategory;
import org.keycloak.jose.jws.JWSHeader;
import org.keycloak.jose.jws.JWSInput;
import org.keycloak.jose.jws.JWSInputException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Signs and reads what is about one user of a realm. The realm must be the one of the session's context, whose keys are used. */
public final class InternalTokens {
    private final KeycloakSession session;
    private final RealmModel realm;
    private final UserModel user;

    public InternalTokens(KeycloakSession session, RealmModel realm, UserModel user) {
        this.session = session;
        this.realm = realm;
        this.user = user;
    }

    /** @param type what kind of token it is */
    public String sign(InternalToken token, String type) {
        token.type(type);
        token.issuer(realm.getId());
        token.subject(user.getId());
        token.issuedNow();
        return session.tokens().encode(token);
    }

    /** @return the token, or empty when it was not signed here, is of another kind, or is about another user */
    public <T extends InternalToken> Optional<T> read(String text, Class<T> kind, String type) {
        return Optional.of(text)
                .filter(this::hasInternalSignature)
                .map(signed -> session.tokens().decode(signed, kind))
                .filter(token -> type.equals(token.getType())
                        && realm.getId().equals(token.getIssuer())
                        && user.getId().equals(token.getSubject()));
    }

    /** Keycloak reads any token that a key of the realm signed, those among them that applications get. */
    private boolean hasInternalSignature(String text) {
        try {
            // The header of a crafted one can be the JSON "null".
            return Optional.ofNullable(new JWSInput(text).getHeader())
                    .map(JWSHeader::getRawAlgorithm)
                    .filter(session.tokens().signatureAlgorithm(TokenCategory.INTERNAL)::equals)
                    .isPresent();
        } catch (JWSInputException e) {
            return false;
        }
    }
}
