package dev.mfabridge.onelogin.mfa;

import java.util.List;

/** State and event by their names in the specification. */
record StateEventPair(String stateName, State state, String eventName, Event event) {

    /** Returns every state with every event. */
    static List<StateEventPair> all() {
        var events = MfaEvents.all();
        return MfaStates.all().entrySet().stream()
                .flatMap(state -> events.entrySet().stream()
                        .map(event ->
                                new StateEventPair(state.getKey(), state.getValue(), event.getKey(), event.getValue())))
                .toList();
    }

    TransitionText transition() {
        return TransitionText.of(new MfaStateMachine(MfaFixtures.POLICY).on(state, event, MfaFixtures.NOW));
    }

    boolean hasEffect() {
        return !transition().equals(TransitionText.unchanged(state));
    }

    @Override
    public String toString() {
        return stateName + " | " + eventName;
    }
}
