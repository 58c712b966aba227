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
    TransportResponse send(ApiRequest request) {
        var token = tokens.get(account, transport);
        var response = transport.send(request.authorize(account, token));
        return response.status() == UNAUTHORIZED ? transport.send(request.authorize(account, renew(token))) : response;
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
    TransportResponse sendCode(ApiRequest request, ApiRequest harmless) {
        var token = tokens.get(account, transport);
        var response = transport.send(request.authorize(account, token));
        if (isAboutRequest(request, response, token, harmless)) {
            return response;
        }
        var renewed = renew(token);
        var second = transport.send(request.authorize(account, renewed));
        if (!isAboutRequest(request, second, renewed, harmless)) {
            throw ApiErrors.toException(request.operation(), second);
        }
        return second;
    }

    /** @return false where the token has died */
    private boolean isAboutRequest(
            ApiRequest request, TransportResponse response, AccessToken token, ApiRequest harmless) {
        if (ErrorForms.isScopeMissing(response)) {
            throw ApiErrors.toException(request.operation(), response);
        }
        if (response.status() != UNAUTHORIZED && response.status() != FORBIDDEN) {
            return true;
        }
        var known = transport.send(harmless.authorize(account, token));
        if (response.status() == FORBIDDEN && known.status() == FORBIDDEN || ErrorForms.isScopeMissing(known)) {
            throw ApiErrors.toException(harmless.operation(), known);
        }
        return isAlive(harmless, known);
    }

    private AccessToken renew(AccessToken refused) {
        tokens.invalidate(account, refused);
        return tokens.get(account, transport);
    }

    /** @throws OneLoginException when the answer says nothing about the token, and so nothing about the code */
    private static boolean isAlive(ApiRequest harmless, TransportResponse response) {
        if (response.status() == UNAUTHORIZED) {
            return false;
        }
        var isAnswer =
                response.status() == 200 && ApiJson.parse(response.body()).isPresent();
        var isRefusal = response.status() < 500 && response.status() != 429 && ErrorForms.isError(response);
        if (!isAnswer && !isRefusal) {
            throw ApiErrors.toException(harmless.operation(), response);
        }
        return true;
    }
}
