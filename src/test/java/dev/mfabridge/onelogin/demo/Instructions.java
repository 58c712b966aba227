package dev.mfabridge.onelogin.demo;

import java.time.Duration;

/** Instructions that the demo prints after its start. */
record Instructions(String keycloakUrl, String oneLoginUrl, String metricsUrl, String log, Duration took) {

    @Override
    public String toString() {
        return """

                ------------------------------------------------------------------------
                 Ready after %d s. Open two windows beside each other:

                 1. the phone (simulated)   %s
                 2. the account console     %s/realms/demo/account

                 Sign in as    (the password is the user name)
                   alice       chooses one of five factors and enrolls it
                   bob         has SMS enrolled on both sides
                   carol       can only use e-mail, so there is no choice
                   dave        has SMS in OneLogin only, which the first code adopts
                   erin        has no factor in OneLogin: the page says so
                   frank       is two users in OneLogin: nobody is chosen
                   grace       has a push, an app and a call
                   heidi       chooses an e-mail with a code or with a link
                   ivan        has SMS, and a temporary code of the help desk
                   judy        has SMS, and a YubiKey that can't be used here

                 Admin console %s  admin / admin, realm "demo"
                 Metrics       %s/metrics
                 Log           %s
                 Ctrl-C stops both. The realm is new at each start.
                ------------------------------------------------------------------------
                """.formatted(took.toSeconds(), oneLoginUrl, keycloakUrl, keycloakUrl, metricsUrl, log);
    }
}
