package dev.mfabridge.onelogin.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mfabridge.onelogin.client.UserField;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Command line of the check. */
class CheckOptionsTest {
    @Test
    @DisplayName("The check searches the user by e-mail and sends nothing by default")
    void defaultsSearchByEmailAndSendNothing() {
        var options = parse();

        assertThat(options.user().field()).contains(UserField.EMAIL);
        assertThat(options.challenge()).isFalse();
        assertThat(options.enroll()).isFalse();
    }

    @Test
    @DisplayName("The user can be named by the id")
    void userCanBeNamedById() {
        assertThat(parse("--by", "id", "--user", "42").user().field()).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("The check rejects an address to which the secret must not be sent")
    @ValueSource(
            strings = {
                "http://acme.onelogin.com",
                "https://acme.onelogin.com/path",
                "https://acme.onelogin.com?a=b",
                "https://user@acme.onelogin.com",
                "http://localhost.evil.example",
                "ftp://localhost",
                "acme.onelogin.com",
                "https://",
                "https://a b"
            })
    void unsafeAddressIsRejected(String url) {
        assertThatThrownBy(() -> parse("--url", url))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("--url");
    }

    @ParameterizedTest
    @DisplayName("The check accepts an address with https or of this machine, with or without a final slash")
    @ValueSource(
            strings = {"https://acme.onelogin.com/", "http://localhost:8090", "http://127.0.0.1", "http://[::1]:80"})
    void httpsOrLocalAddressIsAccepted(String url) {
        assertThat(parse("--url", url).baseUrl().getPath()).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("The client secret is not an argument, and the error doesn't repeat it")
    @ValueSource(strings = {"--client-secret", "--client-secret=hush", "--secret=hush"})
    void secretIsNoArgument(String argument) {
        assertThatThrownBy(() -> parse(argument, "hush"))
                .hasMessageContaining("can't be an argument")
                .hasMessageNotContaining("hush");
    }

    @ParameterizedTest
    @DisplayName("The error doesn't repeat an unknown argument, because the argument may be a secret")
    @ValueSource(strings = {"hush", "--h4sh", "-hush"})
    void unknownArgumentIsNotRepeated(String argument) {
        assertThatThrownBy(() -> parse(argument))
                .isInstanceOf(UsageException.class)
                .hasMessageNotContaining(argument);
    }

    @ParameterizedTest
    @DisplayName("The check rejects a value that OneLogin reads as a pattern")
    @ValueSource(strings = {"*", "!jdoe@example.com"})
    void patternIsRejected(String user) {
        assertThatThrownBy(() -> parse("--user", user)).hasMessageContaining("pattern");
    }

    @Test
    @DisplayName("The check rejects an unknown field and an unusable id")
    void unknownFieldAndUnusableIdAreRejected() {
        assertThatThrownBy(() -> parse("--by", "phone")).hasMessageContaining("email, username, external_id, id");
        assertThatThrownBy(() -> parse("--by", "id", "--user", "../1")).hasMessageContaining("no id");
    }

    @Test
    @DisplayName("The error names a missing option and an option without its value")
    void missingOptionOrValueIsNamed() {
        assertThatThrownBy(() -> CheckOptions.parse(List.of("--url", "https://acme.onelogin.com")))
                .hasMessage("--client-id is missing.");
        assertThatThrownBy(() -> parse("--by")).hasMessageStartingWith("--by needs a value");
        assertThatThrownBy(() -> parse("--by=id")).hasMessageStartingWith("--by needs a value");
    }

    private static CheckOptions parse(String... more) {
        var arguments = new ArrayList<>(
                List.of("--url", "https://acme.onelogin.com", "--client-id", "id", "--user", "jdoe@example.com"));
        arguments.addAll(List.of(more));
        return CheckOptions.parse(arguments);
    }
}
