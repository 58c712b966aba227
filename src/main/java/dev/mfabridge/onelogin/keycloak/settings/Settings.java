package dev.mfabridge.onelogin.keycloak.settings;

import dev.mfabridge.onelogin.api.Account;
import dev.mfabridge.onelogin.mfa.Policy;

/**
 * The settings of an execution, all of them valid.
 *
 * @param account which OneLogin account is asked, and as whom
 * @param userMapping how a Keycloak user is found in OneLogin
 * @param policy what the admin decided about the conversation
 */
public record Settings(Account account, UserMapping userMapping, Policy policy) {}
