package dev.mfabridge.onelogin.it.server;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.ImageNameSubstitutor;

/**
 * Images of the containers.
 *
 * @param keycloak an image with Keycloak's layout, without this extension
 * @param postgres the image of the database
 */
record ContainerImages(DockerImageName keycloak, DockerImageName postgres) {

    private static final DockerImageName POSTGRES = DockerImageName.parse("postgres:17-alpine");

    /** Returns this project's images, with a Keycloak such as {@code quay.io/keycloak/keycloak:26.7.5}. */
    static ContainerImages with(String keycloak) {
        // If a mirror is configured for Testcontainers, the image has the mirror's name.
        return new ContainerImages(
                DockerImageName.parse(keycloak),
                ImageNameSubstitutor.instance().apply(POSTGRES).asCompatibleSubstituteFor(POSTGRES));
    }

    /**
     * Returns PostgreSQL's image, and pulls it first if necessary.
     *
     * @return empty, after a message, if the image can't be pulled
     * @throws ServerFailedException if the image can't be pulled and the property {@code postgres} is {@code required}
     */
    Optional<DockerImageName> database() {
        if (isPresent(postgres) || canPull(postgres)) {
            return Optional.of(postgres);
        }
        if ("required".equals(System.getProperty("postgres"))) {
            throw new ServerFailedException("The image " + postgres + " can't be pulled");
        }
        System.out.println("The image " + postgres + " can't be pulled: Keycloak runs on H2.");
        return Optional.empty();
    }

    private static boolean isPresent(DockerImageName image) {
        try {
            docker().inspectImageCmd(image.asCanonicalNameString()).exec();
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }

    /** Pulls the image, and checks that it exists, since engines report a failed pull in different ways. */
    private static boolean canPull(DockerImageName image) {
        try {
            docker().pullImageCmd(image.asCanonicalNameString())
                    .exec(new ResultCallback.Adapter<>())
                    .awaitCompletion();
        } catch (DockerException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailedException("Interrupted while waiting for the image " + image, e);
        }
        return isPresent(image);
    }

    private static DockerClient docker() {
        return DockerClientFactory.instance().client();
    }
}
