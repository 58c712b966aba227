package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;

/** Factor types in an application's tokens, from Keycloak's mapper for user attributes that the demo's client has. */
class TokenAttributeIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin().customized(TokenAttributeIT::addMapperOfDemo);

    private static void addMapperOfDemo(RealmRepresentation representation) {
        try (var file = TokenAttributeIT.class.getResourceAsStream("/realm/demo-realm.json")) {
            var mapper = JSON.readTree(file).at("/clients/0/protocolMappers/0");
            representation
                    .getClients()
                    .get(0)
                    .setProtocolMappers(List.of(JSON.treeToValue(mapper, ProtocolMapperRepresentation.class)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @DisplayName("The tokens of a login contain the factor that the user enrolled during the login")
    void tokensContainFactorEnrolledInSameLogin() {
        var user = realm.user("ann", simulated -> simulated.offered(SimulatedFactorType.SMS));

        var ann = realm.person(user).signsInWithPassword().entersCode(realm.lastCodeOf(user));

        var tokens = ann.tokens();
        assertThat(factorTypes(tokens.id())).containsExactly("SMS");
        assertThat(factorTypes(tokens.access())).containsExactly("SMS");
    }

    @Test
    @DisplayName("The tokens of a user with two factors contain both factors")
    void tokensContainBothFactorsOfUser() {
        realm.execution().configure(Map.of("onelogin.allowedFactors", ""));
        var user =
                realm.user("ben").withDevice(SimulatedFactorType.EMAIL).withDevice(SimulatedFactorType.AUTHENTICATOR);
        var first = realm.person(user).signsInWithPassword().entersCode(realm.lastCodeOf(user));
        assertThat(factorTypes(first.tokens().id())).containsExactly("EMAIL");

        var second = realm.person(user).signsInWithPassword().asksForAnotherWay();
        second.choosesDevice("Authenticator").entersCode(realm.oneLogin().appCode(user.oneLoginId(), user.device()));

        assertThat(factorTypes(second.tokens().id())).containsExactlyInAnyOrder("EMAIL", "AUTHENTICATOR");
    }

    private static List<String> factorTypes(JsonNode claims) {
        return StreamSupport.stream(claims.path("onelogin_mfa_enrolled").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
