package dev.mfabridge.onelogin.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Finding users through the simulated API. */
class UsersApiTest {
    @ParameterizedTest
    @DisplayName("The simulator finds a user by each field")
    @ValueSource(
            strings = {
                "email=alice@example.com",
                "email=ALICE@Example.com",
                "username=alice",
                "external_id=a11ce000-0000-4000-8000-000000000001",
                "email=alice%40example.com&username=alice",
                "email=alice@*",
                "username=*lic*"
            })
    void userIsFoundByEachField(String query) {
        var users = SimulatorFixture.API.get("/api/2/users?" + query).json();

        assertThat(users).hasSize(1);
        var alice = users.get(0);
        assertThat(alice.get("id").isNumber()).isTrue();
        assertThat(alice.get("id").longValue()).isEqualTo(64515901);
        assertThat(alice.get("status").intValue()).isEqualTo(1);
        assertThat(alice.get("state").intValue()).isEqualTo(1);
        assertThat(alice.has("locked_until")).isTrue();
    }

    @ParameterizedTest
    @DisplayName("An unknown value finds no user")
    @ValueSource(
            strings = {
                "email=nobody@example.com",
                "email=alice",
                "username=alice&email=bob@example.com",
                "email=alice.example.com",
                "external_id=A"
            })
    void unknownValueFindsNoUser(String query) {
        assertThat(SimulatorFixture.API.get("/api/2/users?" + query).body()).isEqualTo("[]");
    }

    @Test
    @DisplayName("The simulator finds both users with the same e-mail address")
    void usersWithTheSameEmailAreBothFound() {
        assertThat(usernames("email=twins@example.com")).containsExactly("frank", "frank2");
    }

    @Test
    @DisplayName("An exclamation mark negates the value")
    void exclamationMarkNegates() {
        assertThat(usernames("email=!alice@example.com"))
                .contains("bob", "frank")
                .doesNotContain("alice");
        assertThat(usernames("email=!*@example.com")).doesNotContain("alice", "bob");
    }

    @Test
    @DisplayName("The answer has only the requested fields")
    void answerHasOnlyTheRequestedFields() {
        var user = SimulatorFixture.API
                .get("/api/2/users?username=bob&fields=id,email,username,status")
                .json()
                .get(0);

        assertThat(user.properties()).hasSize(4);
    }

    @Test
    @DisplayName("The answer has the user's state and a null external id")
    void userHasAStateAndNoExternalId() {
        var fixture = SimulatorFixture.user();
        SimulatorFixture.CONTROL.addUser(fixture.user().withStatus(3, 0));

        var user = SimulatorFixture.API
                .get("/api/2/users?username=" + fixture.user().username())
                .json()
                .get(0);

        assertThat(user.get("status").intValue()).isEqualTo(3);
        assertThat(user.get("state").intValue()).isZero();
        assertThat(user.get("external_id").isNull()).isTrue();
    }

    @Test
    @DisplayName("The simulator returns a user by id")
    void userIsReadById() {
        var fixture = SimulatorFixture.user();

        var user = SimulatorFixture.API.get("/api/2/users/" + fixture.id());

        assertThat(user.status()).isEqualTo(200);
        assertThat(user.json().get("id").longValue()).isEqualTo(fixture.id());
        assertThat(user.json().get("status").intValue()).isEqualTo(1);
        assertThat(SimulatorFixture.API.get("/api/2/users/1").status()).isEqualTo(404);
    }

    @Test
    @DisplayName("The simulator neither enrolls nor challenges a suspended user")
    void suspendedUserIsNeitherEnrolledNorChallenged() {
        var fixture = SimulatorFixture.user();
        SimulatorFixture.CONTROL.addUser(
                fixture.user().withDevice("4711", SimulatedFactorType.SMS).withStatus(2, 1));

        assertThat(fixture.register(SimulatedFactorType.EMAIL).status()).isEqualTo(403);
        assertThat(SimulatorFixture.API
                        .post(fixture.path("/verifications"), "{\"device_id\":4711}")
                        .status())
                .isEqualTo(403);
        assertThat(SimulatorFixture.CONTROL.messagesTo(fixture.id())).isEmpty();
    }

    @Test
    @DisplayName("A page has fifty users")
    void pageHasFiftyUsers() {
        IntStream.range(0, 53)
                .forEach(n -> SimulatorFixture.CONTROL.addUser(
                        SimulatorFixture.user().user().withEmail("crowd" + n + "@crowd.example.com")));

        assertThat(usernames("email=*@crowd.example.com")).hasSize(50);
        assertThat(usernames("email=*@crowd.example.com&page=2")).hasSize(3);
        assertThat(usernames("email=*@crowd.example.com&page=3")).isEmpty();
        assertThat(usernames("email=*@crowd.example.com&limit=10")).hasSize(10);
        assertThat(SimulatorFixture.API.get("/api/2/users?page=x").status()).isEqualTo(400);
    }

    private static List<String> usernames(String query) {
        var users = SimulatorFixture.API.get("/api/2/users?" + query).json();
        return StreamSupport.stream(users.spliterator(), false)
                .map(user -> user.get("username").asText())
                .toList();
    }

    @Test
    @DisplayName("A list has its total count and a cursor to the next page")
    void listHasItsCountAndACursor() {
        try (var simulator = OneLoginSimulator.start(0)) {
            var api = new ApiCaller(simulator.baseUrl());
            var first = api.get("/api/2/users?limit=6");
            var second = api.get("/api/2/users?limit=6&cursor=" + first.header("After-Cursor"));

            assertThat(first.header("Total-Count")).isEqualTo("11");
            assertThat(first.json()).hasSize(6);
            assertThat(second.json()).hasSize(5);
            assertThat(second.text("/0/username")).isEqualTo("frank2");
            assertThat(second.headers().firstValue("After-Cursor")).isEmpty();
            assertThat(api.get("/api/2/users?cursor=x").status()).isEqualTo(400);
        }
    }
}
