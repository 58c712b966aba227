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
 * What containers are made of.
 *
 * @param keycloak an image of Keycloak's layout, without this extension
 * @param postgres the database
 */
record ContainerImages(DockerImageName keycloak, DockerImageName postgres) {

    private static final DockerImageName POSTGRES = DockerImageName.parse("postgres:17-alpine");

    /** Those of this project, with that Keycloak, such as {@code quay.io/keycloak/keycloak:26.7.3}. */
    static ContainerImages with(String keycloak) {
        // Where a mirror is configured for Testcontainers, the name is the mirror's.
        return new ContainerImages(
                DockerImageName.parse(keycloak),
                ImageNameSubstitutor.instance().apply(POSTGRES).asCompatibleSubstituteFor(POSTGRES));
    }

    /**
     * PostgreSQL's, pulled when it isn't there; nothing, and a line that says so, where no registry has it.
     *
     * @throws ServerFailedException instead, when the property {@code postgres} is {@code required}
     */
    Optional<DockerImageName> database() {
        if (isHere(postgres) || isHereOnceAskedFor(postgres)) {
            return Optional.of(postgres);
        }
        if ("required".equals(System.getProperty("postgres"))) {
            throw new ServerFailedException("There is no image " + postgres + " to be had");
        }
        System.out.println("There is no image " + postgres + " to be had: Keycloak runs on H2.");
        return Optional.empty();
    }

    private static boolean isHere(DockerImageName image) {
        try {
            docker().inspectImageCmd(image.asCanonicalNameString()).exec();
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }

    /** Engines differ in how they say that a pull failed, so what counts is whether the image is there afterwards. */
    private static boolean isHereOnceAskedFor(DockerImageName image) {
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
        return isHere(image);
    }

    private static DockerClient docker() {
        return DockerClientFactory.instance().client();
    }
}
