package dev.mfabridge.onelogin.it.server;

import org.testcontainers.DockerClientFactory;

/** Container engine of this machine: Docker, or another engine with Docker's API. */
public final class ContainerEngine {

    private ContainerEngine() {}

    /** Exits with status 1 and a message if there is no engine, before a build runs any test. */
    public static void main(String[] arguments) {
        try {
            require();
        } catch (ServerFailedException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /**
     * Checks that an engine responds.
     *
     * @throws ServerFailedException if no engine responds
     */
    static void require() {
        try {
            DockerClientFactory.instance().getTransportConfig();
        } catch (IllegalStateException e) {
            throw new ServerFailedException(
                    "No container engine responds. Start Docker and check that you can use its socket, or set DOCKER_HOST"
                            + " to another engine. 'mvn verify' runs the same tests without containers.",
                    e);
        }
    }
}
