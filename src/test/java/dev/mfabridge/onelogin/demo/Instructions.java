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

                 Sign in as    alice / alice   chooses a factor and enrolls it
                               bob / bob       has SMS enrolled on both sides
                               grace / grace   has a push, an app and a call
                               heidi / heidi   chooses an e-mail with a code or with a link
                               others          see docker/simulator/users.json

                 Admin console %s  admin / admin, realm "demo"
                 Metrics       %s/metrics
                 Log           %s
                 Ctrl-C stops both. The realm is new at each start.
                ------------------------------------------------------------------------
                """.formatted(took.toSeconds(), oneLoginUrl, keycloakUrl, keycloakUrl, metricsUrl, log);
    }
}
