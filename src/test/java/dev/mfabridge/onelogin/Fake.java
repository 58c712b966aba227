package dev.mfabridge.onelogin;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.function.Function;

/** Objects of Keycloak's interfaces for unit tests, in which a test gives the answers of the methods that it needs. */
public final class Fake {
    private Fake() {}

    /**
     * Returns an object whose other methods return null, zero or false.
     *
     * @param answers the answers by the names of the methods, from the arguments
     */
    public static <T> T of(Class<T> type, Map<String, Function<Object[], Object>> answers) {
        return of(
                type,
                (fake, method, arguments) -> answers.containsKey(method.getName())
                        ? answers.get(method.getName()).apply(arguments)
                        : switch (method.getName()) {
                            case "equals" -> fake == arguments[0];
                            case "hashCode" -> System.identityHashCode(fake);
                            default -> zero(method.getReturnType());
                        });
    }

    /** Returns an object whose other methods fail the test, because the code under test must not need them. */
    public static <T> T strict(Class<T> type, Map<String, Function<Object[], Object>> answers) {
        return of(type, (fake, method, arguments) -> {
            if (!answers.containsKey(method.getName())) {
                throw new AssertionError("not expected to be read: " + method);
            }
            return answers.get(method.getName()).apply(arguments);
        });
    }

    /** Returns an object with one handler for all methods, for answers that are exceptions. */
    public static <T> T of(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object zero(Class<?> type) {
        if (type == boolean.class) {
            return false;
        }
        return type == int.class ? (Object) 0 : type == long.class ? (Object) 0L : null;
    }
}
