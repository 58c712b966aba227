package dev.mfabridge.onelogin.simulator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Active rules, oldest first. */
final class BehaviorRules {
    private final List<ActiveRule> rules = new ArrayList<>();

    synchronized void add(BehaviorRule rule) {
        rules.add(new ActiveRule(rule));
    }

    synchronized void clear() {
        rules.clear();
    }

    /** Returns the combined effect of the rules on a call, and counts the call for each matching rule. */
    synchronized AppliedBehavior on(String methodAndPath) {
        Map<String, String> options = new HashMap<>();
        for (Iterator<ActiveRule> all = rules.iterator(); all.hasNext(); ) {
            var rule = all.next();
            if (rule.pattern.matcher(methodAndPath).matches()) {
                options.putAll(rule.rule.options());
                rule.matched++;
                if (rule.matched == rule.rule.times()) {
                    all.remove();
                }
            }
        }
        return new AppliedBehavior(options);
    }

    private static final class ActiveRule {
        private final BehaviorRule rule;
        private final Pattern pattern;
        private int matched;

        ActiveRule(BehaviorRule rule) {
            this.rule = rule;
            this.pattern = rule.pattern();
        }
    }
}
