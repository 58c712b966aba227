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

class CheckOptionsTest {
    @Test
    @DisplayName("The user is searched by e-mail, and nothing is sent, unless the options say otherwise")
    void defaults() {
        var options = parse();

        assertThat(options.user().field()).contains(UserField.EMAIL);
        assertThat(options.challenge()).isFalse();
        assertThat(options.enroll()).isFalse();
    }

    @Test
    @DisplayName("The user can be named by the id")
    void byId() {
        assertThat(parse("--by", "id", "--user", "42").user().field()).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("An address that the secret must not go to is refused")
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
    void refusedAddress(String url) {
        assertThatThrownBy(() -> parse("--url", url))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("--url");
    }

    @ParameterizedTest
    @DisplayName("An address with https, or of this machine, is taken, with a slash at its end or without")
    @ValueSource(
            strings = {"https://acme.onelogin.com/", "http://localhost:8090", "http://127.0.0.1", "http://[::1]:80"})
    void takenAddress(String url) {
        assertThat(parse("--url", url).baseUrl().getPath()).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("The client secret is no argument, and the refusal doesn't repeat it")
    @ValueSource(strings = {"--client-secret", "--client-secret=hush", "--secret=hush"})
    void secret(String argument) {
        assertThatThrownBy(() -> parse(argument, "hush"))
                .hasMessageContaining("can't be an argument")
                .hasMessageNotContaining("hush");
    }

    @ParameterizedTest
    @DisplayName("An argument that is no option is not repeated: it may be a secret")
    @ValueSource(strings = {"hush", "--h4sh", "-hush"})
    void noOption(String argument) {
        assertThatThrownBy(() -> parse(argument))
                .isInstanceOf(UsageException.class)
                .hasMessageNotContaining(argument);
    }

    @ParameterizedTest
    @DisplayName("A value that OneLogin reads as a pattern is refused")
    @ValueSource(strings = {"*", "!jdoe@example.com"})
    void pattern(String user) {
        assertThatThrownBy(() -> parse("--user", user)).hasMessageContaining("pattern");
    }

    @Test
    @DisplayName("An unknown field and an unusable id are refused")
    void byWhat() {
        assertThatThrownBy(() -> parse("--by", "phone")).hasMessageContaining("email, username, external_id, id");
        assertThatThrownBy(() -> parse("--by", "id", "--user", "../1")).hasMessageContaining("no id");
    }

    @Test
    @DisplayName("A missing option, and one without its value, are named")
    void missing() {
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
