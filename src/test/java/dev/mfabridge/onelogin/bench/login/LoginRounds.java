package dev.mfabridge.onelogin.bench.login;

import dev.mfabridge.onelogin.bench.Ratios;
import dev.mfabridge.onelogin.bench.Spread;
import dev.mfabridge.onelogin.it.server.ServerJvm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rounds of logins, in each of which every population has the same number of logins, one after the other. */
final class LoginRounds {
    private final Ratios cpu = new Ratios();
    private final Ratios withCompilers = new Ratios();
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
        var byTitle = new LinkedHashMap<String, List<Population>>();
        populations.forEach(population -> byTitle.put(population.title(), List.of(population)));
        run(byTitle, warmUp, rounds);
    }

    /** Measures groups of populations in turn, by title. The logins of a group go to its realms in turn. */
    void run(Map<String, List<Population>> groups, int warmUp, int rounds) throws InterruptedException {
        for (var group : groups.values()) {
            for (var population : group) {
                realms.warmUp(population);
            }
        }
        for (var round = -warmUp; round < rounds; round++) {
            for (var group : groups.entrySet()) {
                measure(group.getKey(), group.getValue(), round >= 0);
            }
            System.out.println(round < 0 ? "warming up" : "round " + (round + 1) + " of " + rounds);
        }
    }

    private void measure(String title, List<Population> group, boolean counts) throws InterruptedException {
        var cpuBefore = server.processorTime();
        var withoutCompilersBefore = server.timeWithoutCompilers();
        var waited = new ArrayList<Double>();
        for (var login = 0; login < logins; login++) {
            waited.add(realms.signIn(group.get(login % group.size())).waitedNanos() / 1e6);
        }
        if (counts) {
            var all = server.processorTime().minus(cpuBefore);
            var withoutCompilers = server.timeWithoutCompilers().minus(withoutCompilersBefore);
            cpu.add(title, withoutCompilers.toNanos() / 1e6 / logins);
            withCompilers.add(title, all.toNanos() / 1e6 / logins);
            waits.add(title, new Spread(waited).median());
        }
    }

    void print() {
        System.out.println("\n" + cpu.table("CPU of a login in ms, without the JVM's compilers"));
        System.out.println(withCompilers.table("CPU of a login in ms, with the JVM's compilers"));
        System.out.println(waits.table("Wait of the browser in ms"));
    }

    /** Returns the CPU time of a login, in milliseconds, without that of the JVM's compilers. */
    Ratios cpu() {
        return cpu;
    }

    /** Returns the time for which the browser waits in a login, in milliseconds. */
    Ratios waits() {
        return waits;
    }
}
