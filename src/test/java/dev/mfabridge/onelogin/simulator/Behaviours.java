package dev.mfabridge.onelogin.simulator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The rules in force, oldest first. */
final class Behaviours {
    private final List<Rule> rules = new ArrayList<>();

    synchronized void add(Behaviour behaviour) {
        rules.add(new Rule(behaviour));
    }

    synchronized void clear() {
        rules.clear();
    }

    /** What holds for this call, which counts as one for each rule it matches. */
    synchronized Effect on(String methodAndPath) {
        Map<String, String> aspects = new HashMap<>();
        for (Iterator<Rule> all = rules.iterator(); all.hasNext(); ) {
            var rule = all.next();
            if (rule.pattern.matcher(methodAndPath).matches()) {
                aspects.putAll(rule.behaviour.aspects());
                rule.matched++;
                if (rule.matched == rule.behaviour.times()) {
                    all.remove();
                }
            }
        }
        return new Effect(aspects);
    }

    private static final class Rule {
        private final Behaviour behaviour;
        private final Pattern pattern;
        private int matched;

        Rule(Behaviour behaviour) {
            this.behaviour = behaviour;
            this.pattern = behaviour.pattern();
        }
    }
}
