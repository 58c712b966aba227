package dev.mfabridge.onelogin.simulator;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;

/** Gateway of all API calls. It records, counts, delays, breaks, authorizes and answers each call. */
final class ApiGateway {
    private final BehaviorRules rules;
    private final RecordedCalls calls;
    private final SecretRecord secrets;
    private final ApiQuota rateLimit;
    private final WireFaults faults;
    private final Executor workers;
    private final Clock clock;

    ApiGateway(
            BehaviorRules rules,
            RecordedCalls calls,
            SecretRecord secrets,
            ApiQuota rateLimit,
            WireFaults faults,
            Executor workers,
            Clock clock) {
        this.rules = rules;
        this.calls = calls;
        this.secrets = secrets;
        this.rateLimit = rateLimit;
        this.faults = faults;
        this.workers = workers;
        this.clock = clock;
    }

    /**
     * Creates the handler of a call.
     *
     * @param access the check of the Authorization header
     * @param operation the operation behind the call
     */
    Handler guarded(Predicate<String> access, Function<SimulatorRequest, ApiResult> operation) {
        return http -> {
            var path = http.req().getRequestURI();
            var effect = rules.on(http.method().name() + " " + path);
            var request = new SimulatorRequest(http, http.body(), effect);
            var authorized = access.test(
                    Optional.ofNullable(http.header("Authorization")).orElse(""));
            calls.add(new RecordedCall(
                    http.method().name(),
                    path,
                    Optional.ofNullable(http.queryString()).orElse(""),
                    request.body(),
                    authorized,
                    clock.instant()));
            secrets.addFields(path, request.body());
            limit(http);
            http.future(() -> wait(effect.latency()).thenCompose(done -> reply(request, authorized, operation)));
        };
    }

    private CompletableFuture<Void> wait(Duration latency) {
        var millis = latency.toMillis();
        return millis == 0
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.runAsync(
                        () -> {}, CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS, workers));
    }

    private CompletableFuture<Void> reply(
            SimulatorRequest request, boolean authorized, Function<SimulatorRequest, ApiResult> operation) {
        return switch (request.effect().fault()) {
            case "html" -> faults.proxyPage(request.http());
            case "hang" -> faults.hang(request.http(), answer(request, authorized, operation));
            case "reset" -> faults.reset(request.http(), answer(request, authorized, operation));
            case "empty" -> faults.empty(request.http(), answer(request, authorized, operation));
            case "truncated" -> faults.truncated(request.http(), answer(request, authorized, operation));
            default -> {
                var answer = answer(request, authorized, operation);
                yield wait(request.effect().answerLatency()).thenCompose(done -> faults.none(request.http(), answer));
            }
        };
    }

    private RenderedResponse answer(
            SimulatorRequest request, boolean authorized, Function<SimulatorRequest, ApiResult> operation) {
        var rendered = rendered(request, authorized, operation);
        secrets.addFields(request.http().path(), rendered.json());
        return rendered;
    }

    private static RenderedResponse rendered(
            SimulatorRequest request, boolean authorized, Function<SimulatorRequest, ApiResult> operation) {
        var effect = request.effect();
        try {
            applyFault(request);
            if (!authorized) {
                throw ApiError.invalidCredentials();
            }
            var answer = operation.apply(request);
            return Replay.of(effect, answer.status(), answer.values())
                    .orElseGet(() -> ResponseRenderer.render(answer, effect));
        } catch (ApiError error) {
            var form = isTokenApi(request) ? ErrorForm.STATUS : error.form();
            return Replay.of(effect, error.status(), Map.of())
                    .orElseGet(() -> ResponseRenderer.render(error, effect, form));
        }
    }

    private static boolean isTokenApi(SimulatorRequest request) {
        return request.http().path().startsWith("/auth/");
    }

    private static void applyFault(SimulatorRequest request) {
        switch (request.effect().fault()) {
            case "403" -> throw ApiError.forbidden();
            case "scope" -> {
                // The token itself is issued: OneLogin checks the scope in the other calls.
                if (!isTokenApi(request)) {
                    throw ApiError.insufficientPermission();
                }
            }
            case "429" -> {
                request.http().header("Retry-After", "2");
                throw ApiError.tooManyRequests();
            }
            case "quota" -> {
                request.http().header("X-RateLimit-Remaining", "0").header("Retry-After", "2");
                throw ApiError.tooManyRequests();
            }
            case "500" -> throw ApiError.serverError();
            case "503" -> throw ApiError.unavailable();
            default -> {}
        }
    }

    private void limit(Context http) {
        var now = rateLimit.countOne();
        http.header("X-RateLimit-Limit", Integer.toString(now.limit()))
                .header("X-RateLimit-Remaining", Integer.toString(now.remaining()))
                .header("X-RateLimit-Reset", Long.toString(now.resetSeconds()));
    }
}
