package dev.mfabridge.onelogin.it.server;

import org.testcontainers.DockerClientFactory;

/** Container engine of this machine: Docker, or another engine with Docker's API. */
final class ContainerEngine {

    private ContainerEngine() {}

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
