package dev.mfabridge.onelogin.keycloak.token;

import java.util.Optional;
import org.keycloak.TokenCategory;
import org.keycloak.common.util.Time;
import org.keycloak.jose.jws.JWSHeader;
import org.keycloak.jose.jws.JWSInput;
import org.keycloak.jose.jws.JWSInputException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Signer and reader of tokens about one user of a realm. The realm must be the one of the session's context, whose keys
 * are used.
 */
public final class InternalTokens {
    private final KeycloakSession session;
    private final RealmModel realm;
    private final UserModel user;

    public InternalTokens(KeycloakSession session, RealmModel realm, UserModel user) {
        this.session = session;
        this.realm = realm;
        this.user = user;
    }

    /**
     * Signs a token, and sets its issuer, subject and time.
     *
     * @param format the format of the token
     */
    public String sign(InternalToken token, SignedFormat format) {
        return sign(token, format, Time.currentTime());
    }

    /**
     * Signs a token that applies from another time than now.
     *
     * @param format the format of the token
     * @param issuedAt the time of issue, in seconds since 1970
     */
    public String sign(InternalToken token, SignedFormat format, long issuedAt) {
        token.setFormatVersion(format.version().current());
        token.type(format.type());
        token.issuer(realm.getId());
        token.subject(user.getId());
        token.iat(issuedAt);
        return session.tokens().encode(token);
    }

    /**
     * Reads a token.
     *
     * @return the token, or empty if this realm did not sign it, or if it has another format or is about another user
     */
    public <T extends InternalToken> Optional<T> read(String text, Class<T> tokenClass, SignedFormat format) {
        return readOfAnyUser(text, tokenClass, format).filter(this::isAboutUser);
    }

    /**
     * Reads a token about any user of the realm.
     *
     * @return the token, or empty if this realm did not sign it, or if it has another format
     */
    public <T extends InternalToken> Optional<T> readOfAnyUser(String text, Class<T> tokenClass, SignedFormat format) {
        return ofRealm(text, tokenClass, format.type())
                .filter(token -> format.version().reads(token.formatVersion()));
    }

    /** Reads a token about any user of the realm, if a newer version of this extension has written it. */
    public Optional<NewerToken> newer(String text, SignedFormat format) {
        return ofRealm(text, NewerToken.class, format.type())
                .filter(token -> format.version().isOlderThan(token.formatVersion()));
    }

    private <T extends InternalToken> Optional<T> ofRealm(String text, Class<T> tokenClass, String type) {
        return Optional.of(text)
                .filter(this::hasInternalSignature)
                .map(signed -> session.tokens().decode(signed, tokenClass))
                .filter(token -> type.equals(token.getType()) && realm.getId().equals(token.getIssuer()));
    }

    /** Returns whether a token that was read is about this user. */
    public boolean isAboutUser(InternalToken token) {
        return user.getId().equals(token.getSubject());
    }

    /**
     * Returns whether a token has the algorithm of internal tokens. Otherwise Keycloak would read any token that a key
     * of the realm signed, including those of applications.
     */
    private boolean hasInternalSignature(String text) {
        try {
            // The header of a crafted token can be the JSON "null", or lack the algorithm.
            return Optional.ofNullable(new JWSInput(text).getHeader())
                    .filter(header -> header.getAlgorithm() != null)
                    .map(JWSHeader::getRawAlgorithm)
                    .filter(session.tokens().signatureAlgorithm(TokenCategory.INTERNAL)::equals)
                    .isPresent();
        } catch (JWSInputException e) {
            return false;
        }
    }
}
