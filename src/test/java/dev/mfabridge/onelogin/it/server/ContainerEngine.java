package dev.mfabridge.onelogin.it.server;

import org.testcontainers.DockerClientFactory;

/** What runs containers on this machine: Docker, or something that speaks its API. */
public final class ContainerEngine {

    private ContainerEngine() {}

    /** Ends with status 1 and a sentence where there is none, before a build has tested anything. */
    public static void main(String[] arguments) {
        try {
            require();
        } catch (ServerFailedException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /** @throws ServerFailedException when none answers */
    static void require() {
        try {
            DockerClientFactory.instance().getTransportConfig();
        } catch (IllegalStateException e) {
            throw new ServerFailedException(
                    "No container engine answers: start Docker and see that you may use its socket, or let DOCKER_HOST"
                            + " name what speaks its API; 'mvn verify' runs the same tests without containers.",
                    e);
        }
    }
}
