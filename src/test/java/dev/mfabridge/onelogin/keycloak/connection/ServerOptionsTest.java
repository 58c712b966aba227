package dev.mfabridge.onelogin.keycloak.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.keycloak.Config;

/** Options of the server's operator. */
class ServerOptionsTest {

    @Test
    @DisplayName("Without the option, all hosts of OneLogin are allowed and no others")
    void oneLoginIsTheDefault() {
        assertThat(read(Map.of(), Map.of()).allowedHosts()).hasToString("*.onelogin.com");
        assertThat(read(Map.of("allowed-hosts", " "), Map.of()).allowedHosts()).hasToString("*.onelogin.com");
    }

    @Test
    @DisplayName("The option replaces the default")
    void optionReplacesTheDefault() {
        assertThat(read(Map.of("allowed-hosts", "acme.onelogin.com, localhost:8090"), Map.of())
                        .allowedHosts())
                .hasToString("acme.onelogin.com,localhost:8090");
    }

    @Test
    @DisplayName("An invalid option stops the start with a sentence that names the option")
    void invalidOptionStopsTheStart() {
        assertThatThrownBy(() -> read(Map.of("allowed-hosts", "*.onelogin.com,*"), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "The option --spi-authenticator--onelogin-mfa--allowed-hosts is invalid: \"*\" is no host.");
    }

    @Test
    @DisplayName("The operator sets the number of calls at once")
    void operatorSetsCallsAtOnce() {
        assertThat(read(Map.of("max-concurrent-calls", "7"), Map.of()).maxConcurrentCalls())
                .isEqualTo(7);
        assertThatThrownBy(() -> read(Map.of("max-concurrent-calls", "0"), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--spi-authenticator--onelogin-mfa--max-concurrent-calls");
    }

    @Test
    @DisplayName("The default is half of the threads that serve requests")
    void defaultIsHalfOfTheThreads() {
        assertThat(read(Map.of(), Map.of("http-pool-max-threads", "30")).maxConcurrentCalls())
                .isEqualTo(15);
        assertThat(read(Map.of(), Map.of("http-pool-max-threads", "1")).maxConcurrentCalls())
                .isEqualTo(1);
        assertThat(read(Map.of(), Map.of()).maxConcurrentCalls()).isGreaterThanOrEqualTo(25);
    }

    private static ServerOptions read(Map<String, String> options, Map<String, String> serverOptions) {
        return ServerOptions.of(new FixedScope(options, serverOptions));
    }

    /** Options of one provider, below those of the server. */
    private static final class FixedScope extends Config.AbstractScope {
        private final Map<String, String> options;
        private final Map<String, String> serverOptions;

        FixedScope(Map<String, String> options, Map<String, String> serverOptions) {
            this.options = options;
            this.serverOptions = serverOptions;
        }

        @Override
        protected <T> T getValue(String key, Function<String, T> conversion, Class<T> type, T defaultValue) {
            return options.containsKey(key) ? conversion.apply(options.get(key)) : defaultValue;
        }

        @Override
        public String[] getArray(String key) {
            return options.containsKey(key) ? options.get(key).split("\\s*,\\s*") : null;
        }

        @Override
        public String get(String key) {
            return options.get(key);
        }

        @Override
        public Config.Scope scope(String... scope) {
            return this;
        }

        @Override
        public Set<String> getPropertyNames() {
            return options.keySet();
        }

        @Override
        public Config.Scope root() {
            return new FixedScope(serverOptions, serverOptions);
        }
    }
}
