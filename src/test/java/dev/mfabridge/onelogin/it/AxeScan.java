package dev.mfabridge.onelogin.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openqa.selenium.chrome.ChromeDriver;

/** Scan of the open page with axe-core, by the rules of WCAG 2.2, levels A and AA. */
record AxeScan(ChromeDriver browser) {
    private static final String SCRIPT = script();

    /** The extension's part of a page, and its title. The rest is Keycloak's. */
    private static final String RUN = """
            const done = arguments[arguments.length - 1];
            axe.run({ include: [[".onelogin-mfa"], ["#kc-page-title"]] }, {
              runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
              rules: { "target-size": { enabled: true } },
              resultTypes: ["violations"],
            }).then(
              (results) => done(results.violations.flatMap((violation) =>
                violation.nodes.map((node) => `${violation.id}: ${node.html} ${node.failureSummary}`))),
              (error) => done([String(error)]),
            );
            """;

    /** Returns the violations in light and dark colors, each with its element. */
    List<String> violations() {
        var violations = new ArrayList<String>();
        for (var colors : List.of("light", "dark")) {
            prefers(colors);
            browser.executeScript(SCRIPT);
            ((List<?>) Objects.requireNonNull(browser.executeAsyncScript(RUN)))
                    .forEach(violation -> violations.add(colors + ": " + violation));
        }
        prefers("light");
        return violations;
    }

    private void prefers(String colors) {
        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", colors),
                                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    }

    private static String script() {
        try (var script = AxeScan.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
