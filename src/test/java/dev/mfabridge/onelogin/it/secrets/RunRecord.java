package dev.mfabridge.onelogin.it.secrets;

import dev.mfabridge.onelogin.simulator.SimulatedSecret;
import dev.mfabridge.onelogin.simulator.SimulatorClient;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;

/**
 * Record of a run: the texts that the tests received from Keycloak, and the secrets that they used. It is static, since tests
 * create browsers at many places.
 */
public final class RunRecord {

    /**
     * Parts of a page that show a secret on purpose: the QR code and its text to the user who enrolls an app, and the code of a
     * call to the user who types it into the phone.
     */
    private static final String SHOWN_ON_PURPOSE = "#onelogin-secret, .onelogin-mfa-qr, .onelogin-mfa-number";

    private static final Pattern SHOWS_SECRET = Pattern.compile("onelogin-secret|onelogin-mfa-qr|onelogin-mfa-number");

    /** Field of a direct grant's answer with the code of a call. */
    private static final Pattern PHONE_CODE = Pattern.compile("\"phone_code\":\"[^\"]+\"");

    private static final Queue<ReceivedText> TEXTS = new ConcurrentLinkedQueue<>();
    private static final Queue<KnownSecret> SECRETS = new ConcurrentLinkedQueue<>();

    private RunRecord() {}

    /**
     * Text that the tests received.
     *
     * @param place the address of the page, or another name of the place
     */
    record ReceivedText(String place, String text) {}

    /** Records a page, without what it shows on purpose. */
    public static void received(String place, String page) {
        if (!page.isEmpty()) {
            TEXTS.add(new ReceivedText(place, page));
        }
    }

    /** Records a secret that isn't OneLogin's, such as a password. */
    public static void used(String name, String secret) {
        KnownSecret.text(name, secret).forEach(SECRETS::add);
    }

    /** Records the secrets of a simulator. */
    public static void used(SimulatorClient oneLogin) {
        oneLogin.secrets().stream().flatMap(RunRecord::forms).forEach(SECRETS::add);
    }

    static List<KnownSecret> secrets() {
        return List.copyOf(SECRETS);
    }

    static Stream<ReceivedText> texts() {
        return TEXTS.stream().map(text -> new ReceivedText(text.place(), withoutShown(text.text())));
    }

    static String withoutShown(String page) {
        if (!SHOWS_SECRET.matcher(page).find()) {
            return PHONE_CODE.matcher(page).replaceAll("");
        }
        var html = Jsoup.parse(page);
        html.select(SHOWN_ON_PURPOSE).remove();
        return html.outerHtml();
    }

    private static Stream<KnownSecret> forms(SimulatedSecret secret) {
        var name = secret.kind() + " of OneLogin user " + secret.userId();
        return switch (secret.kind()) {
            case CODE -> KnownSecret.word(name, secret.value());
            // Without the plus, since a text can write it in another way.
            case PHONE_NUMBER -> KnownSecret.word(name, secret.value().replaceFirst("^\\+", ""));
            default -> KnownSecret.text(name, secret.value());
        };
    }
}
