package dev.mfabridge.onelogin.it;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.parallel.Isolated;

/** Class of tests that need two nodes, and that no other class disturbs. On any other server, the class is skipped. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Isolated
@Tag("cluster-only")
@EnabledIfSystemProperty(
        named = "keycloak.place",
        matches = "cluster",
        disabledReason = "needs two nodes: mvn verify -Pcluster")
@interface ClusterOnly {}
