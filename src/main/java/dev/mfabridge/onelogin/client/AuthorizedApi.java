package dev.mfabridge.onelogin.client;

import dev.mfabridge.onelogin.client.http.Transport;
import dev.mfabridge.onelogin.client.http.TransportResponse;

/**
 * OneLogin's API behind an access token. It distinguishes the three meanings of 401: a dead token, an API credential
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

    /**
     * Fetches an access token if none is cached.
     *
     * @throws OneLoginException if no access token can be fetched
     */
    void authenticate() {
        tokens.get(account, transport);
    }

    /**
     * Sends a call in which 401 can only be about the token. OneLogin did nothing in that case, so the call is sent
     * again once, with a new token.
     */
    TransportResponse send(ApiRequest request) {
        var token = tokens.get(account, transport);
        var response = transport.send(request.authorize(account, token));
        return response.status() == UNAUTHORIZED ? transport.send(request.authorize(account, renew(token))) : response;
    }

    /**
     * Sends a call that submits a user's code. A second submission can use up one of the user's attempts. So after a
     * 401 or 403, a harmless call tests the token first, and the code is sent again only if OneLogin rejects the token
     * there too.
     *
     * <p>An earlier success of the token proves nothing: the token may have been revoked since. A right code would then
     * be a failed attempt of the user (S5).
     *
     * @param harmless the call that reads what the code is for
     * @return the response to the code; 401 in it is about the code, and 403 about the code or the user
     * @throws OneLoginException.Unauthorized if OneLogin rejects a new token as well
     * @throws OneLoginException.ScopeMissing if the API credential lacks the scope for such calls
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

    /** Returns whether a response is about the request itself; false if the token is dead. */
    private boolean isAboutRequest(
            ApiRequest request, TransportResponse response, AccessToken token, ApiRequest harmless) {
        if (ErrorReader.isScopeMissing(response)) {
            throw ApiErrors.toException(request.operation(), response);
        }
        if (response.status() != UNAUTHORIZED && response.status() != FORBIDDEN) {
            return true;
        }
        var probe = transport.send(harmless.authorize(account, token));
        if (response.status() == FORBIDDEN && probe.status() == FORBIDDEN || ErrorReader.isScopeMissing(probe)) {
            throw ApiErrors.toException(harmless.operation(), probe);
        }
        return isAlive(harmless, probe);
    }

    private AccessToken renew(AccessToken rejected) {
        tokens.invalidate(account, rejected);
        return tokens.get(account, transport);
    }

    /**
     * Returns whether the harmless call shows that the token works.
     *
     * @throws OneLoginException if the response says nothing about the token, and so nothing about the code
     */
    private static boolean isAlive(ApiRequest harmless, TransportResponse response) {
        if (response.status() == UNAUTHORIZED) {
            return false;
        }
        var isSuccess =
                response.status() == 200 && ApiJson.parse(response.body()).isPresent();
        var isRejection = response.status() < 500 && response.status() != 429 && ErrorReader.isError(response);
        if (!isSuccess && !isRejection) {
            throw ApiErrors.toException(harmless.operation(), response);
        }
        return true;
    }
}
