package dev.mfabridge.onelogin.keycloak.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.client.OneLoginId;
import dev.mfabridge.onelogin.mfa.FactorType;
import dev.mfabridge.onelogin.mfa.Label;
import dev.mfabridge.onelogin.mfa.OfferedFactor;
import dev.mfabridge.onelogin.mfa.State;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Forms of the login pages. */
class LoginFormTest {
    private static final OfferedFactor SMS =
            new OfferedFactor(new OneLoginId("1"), new OneLoginId("7"), FactorType.SMS, new Label("SMS"));
    private static final State CHOOSING = new State.ChoosingFactor(List.of(SMS), null);

    private final MultivaluedHashMap<String, String> fields = new MultivaluedHashMap<>();

    @Test
    @DisplayName("A form with the box says if the box is selected, and a form without the box says nothing")
    void formSaysIfTheBoxIsSelected() {
        assertThat(form().rememberChoice()).isEmpty();

        fields.add("remember", "false");
        assertThat(form().rememberChoice()).contains(false);

        fields.add("remember", "on");
        assertThat(form().rememberChoice()).contains(true);
    }

    @Test
    @DisplayName("A device is named once, after the choice of an offered factor")
    void deviceIsNamedAfterTheChoice() {
        fields.add("factor", "7");
        assertThat(form().factorToName(CHOOSING)).contains(SMS);
        assertThat(form().factorToName(new State.Start())).isEmpty();

        fields.add("name", "");
        assertThat(form().factorToName(CHOOSING)).isEmpty();
    }

    @Test
    @DisplayName("Another action of the form and a factor that isn't offered have no device to name")
    void otherFormsNameNoDevice() {
        fields.add("factor", "8");
        assertThat(form().factorToName(CHOOSING)).isEmpty();

        fields.putSingle("factor", "7");
        fields.add("other", "true");
        assertThat(form().factorToName(CHOOSING)).isEmpty();
    }

    private LoginForm form() {
        return new LoginForm(fields, true);
    }
}
