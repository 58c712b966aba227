package dev.mfabridge.onelogin.simulator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The rules in force, oldest first. */
final class BehaviorRules {
    private final List<ActiveRule> rules = new ArrayList<>();

    synchronized void add(BehaviorRule behaviour) {
        rules.add(new ActiveRule(behaviour));
    }

    synchronized void clear() {
        rules.clear();
    }

    /** What holds for this call, which counts as one for each rule it matches. */
    synchronized AppliedBehavior on(String methodAndPath) {
        Map<String, String> aspects = new HashMap<>();
        for (Iterator<ActiveRule> all = rules.iterator(); all.hasNext(); ) {
            var rule = all.next();
            if (rule.pattern.matcher(methodAndPath).matches()) {
                aspects.putAll(rule.behaviour.aspects());
                rule.matched++;
                if (rule.matched == rule.behaviour.times()) {
                    all.remove();
                }
            }
        }
        return new AppliedBehavior(aspects);
    }

    private static final class ActiveRule {
        private final BehaviorRule behaviour;
        private final Pattern pattern;
        private int matched;

        ActiveRule(BehaviorRule behaviour) {
            this.behaviour = behaviour;
            this.pattern = behaviour.pattern();
        }
    }
}
