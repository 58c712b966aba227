package dev.mfabridge.onelogin.bench.login;

import dev.mfabridge.onelogin.bench.Ratios;
import dev.mfabridge.onelogin.bench.Spread;
import dev.mfabridge.onelogin.it.server.ServerJvm;
import java.util.ArrayList;
import java.util.List;

/** Rounds of logins, in each of which every population has the same number of logins, one after the other. */
final class LoginRounds {
    private final Ratios cpu = new Ratios();
    private final Ratios waits = new Ratios();
    private final LoginRealms realms;
    private final ServerJvm server;
    private final int logins;

    /** @param logins the number of logins of a population in a round */
    LoginRounds(LoginRealms realms, ServerJvm server, int logins) {
        this.realms = realms;
        this.server = server;
        this.logins = logins;
    }

    /** Measures the populations in turn. The first one is the one with which the others are compared. */
    void run(List<Population> populations, int warmUp, int rounds) throws InterruptedException {
        for (var round = -warmUp; round < rounds; round++) {
            for (var population : populations) {
                measure(population, round >= 0);
            }
            System.out.println(round < 0 ? "warming up" : "round " + (round + 1) + " of " + rounds);
        }
    }

    private void measure(Population population, boolean counts) throws InterruptedException {
        var cpuBefore = server.processorTime();
        var waited = new ArrayList<Double>();
        for (var login = 0; login < logins; login++) {
            waited.add(realms.signIn(population).waitedNanos() / 1e6);
        }
        if (counts) {
            var cpuMillis = server.processorTime().minus(cpuBefore).toNanos() / 1e6;
            cpu.add(population.title(), cpuMillis / logins);
            waits.add(population.title(), new Spread(waited).median());
        }
    }

    void print() {
        System.out.println("\n" + cpu.table("CPU of a login in ms"));
        System.out.println(waits.table("Wait of the browser in ms"));
    }
}
