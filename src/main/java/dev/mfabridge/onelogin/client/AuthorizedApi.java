package dev.mfabridge.onelogin.client;

import dev.mfabridge.onelogin.client.http.Transport;
import dev.mfabridge.onelogin.client.http.TransportResponse;

/**
 * Sends calls with an access token, and tells the three meanings of 401 apart: a token that has died, an API credential
 * without the scope, and a wrong code.
 */
final class AuthorizedApi {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private final OneLoginAccount account;
    private final AccessTokenCache tokens;
    private final Transport transport;

    AuthorizedApi(OneLoginAccount account, AccessTokenCache tokens, Transport transport) {
        this.account = account;
        this.tokens = tokens;
        this.transport = transport;
    }

    /** @throws OneLoginException when no access token is to be had */
    void authenticate() {
        tokens.get(account, transport);
    }

    /**
     * Sends a call in which 401 can only be about the token: OneLogin did nothing then, so it is sent again with a new
     * one, once.
     */
    TransportResponse send(ApiRequest call) {
        var token = tokens.get(account, transport);
        var reply = transport.send(call.with(account, token));
        return reply.status() == UNAUTHORIZED ? transport.send(call.with(account, renew(token))) : reply;
    }

    /**
     * Sends a call that submits a user's code. Submitting it a second time can burn one of the user's tries, so after a
     * 401 the token is tried on a harmless call first, and the code goes out once more only when that is refused too.
     * How recently the token worked says nothing: it may have been revoked in between, and a right code would count as
     * a failure of the user's.
     *
     * @param harmless reads what the code is for
     * @return the answer to the code; 401 in it is about the code, and 403 about the code or the user
     * @throws OneLoginException.Unauthorized when OneLogin refuses a new token as well
     * @throws OneLoginException.ScopeMissing when the API credential may do nothing of the kind
     */
    TransportResponse sendCode(ApiRequest call, ApiRequest harmless) {
        var token = tokens.get(account, transport);
        var reply = transport.send(call.with(account, token));
        if (isAboutWhatWasSent(call, reply, token, harmless)) {
            return reply;
        }
        var renewed = renew(token);
        var second = transport.send(call.with(account, renewed));
        if (!isAboutWhatWasSent(call, second, renewed, harmless)) {
            throw ApiErrors.of(call.operation(), second);
        }
        return second;
    }

    /** @return false where the token has died */
    private boolean isAboutWhatWasSent(
            ApiRequest call, TransportResponse reply, AccessToken token, ApiRequest harmless) {
        if (ErrorForms.isScopeMissing(reply)) {
            throw ApiErrors.of(call.operation(), reply);
        }
        if (reply.status() != UNAUTHORIZED && reply.status() != FORBIDDEN) {
            return true;
        }
        var known = transport.send(harmless.with(account, token));
        if (reply.status() == FORBIDDEN && known.status() == FORBIDDEN || ErrorForms.isScopeMissing(known)) {
            throw ApiErrors.of(harmless.operation(), known);
        }
        return isAlive(harmless, known);
    }

    private AccessToken renew(AccessToken refused) {
        tokens.refused(account, refused);
        return tokens.get(account, transport);
    }

    /** @throws OneLoginException when the answer says nothing about the token, and so nothing about the code */
    private static boolean isAlive(ApiRequest harmless, TransportResponse reply) {
        if (reply.status() == UNAUTHORIZED) {
            return false;
        }
        var isAnswer = reply.status() == 200 && ApiJson.parse(reply.body()).isPresent();
        var isRefusal = reply.status() < 500 && reply.status() != 429 && ErrorForms.isError(reply);
        if (!isAnswer && !isRefusal) {
            throw ApiErrors.of(harmless.operation(), reply);
        }
        return true;
    }
}
