package dev.mfabridge.onelogin.fuzz;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.function.Function;

/** Stub of an interface, for tests that need a few of its methods. */
final class Stub {
    private Stub() {}

    /**
     * Creates a stub.
     *
     * @param methods the result of each method by its name, from the arguments; any other method returns null, or zero
     */
    static <T> T of(Class<T> type, Map<String, Function<Object[], Object>> methods) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (stub, method, args) -> {
            var result = methods.get(method.getName());
            return result == null ? zero(method.getReturnType()) : result.apply(args);
        }));
    }

    private static Object zero(Class<?> type) {
        if (type == boolean.class) {
            return false;
        }
        return type == int.class ? (Object) 0 : type == long.class ? (Object) 0L : null;
    }
}
