package dev.mfabridge.onelogin.bench.client;

import dev.mfabridge.onelogin.RecordedAnswer;
import dev.mfabridge.onelogin.client.CodeCheck.Verdict;
import dev.mfabridge.onelogin.client.Device;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** Calls whose throughput and allocation JMH measures. A wrong result fails the measurement. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class CallBenchmark {
    private static final String TOKEN =
            RecordedAnswer.of("token").body().get("access_token").textValue();

    /** Verifies the code of an app by the client. */
    @Benchmark
    public void clientVerify(CallState shared, LoginState login) {
        var check = login.client(shared).verifyAppCode(CallState.USER, CallState.DEVICE, CallState.CODE);
        require(check.verdict() == Verdict.ACCEPTED);
    }

    /** Verifies the code of an app by hand. */
    @Benchmark
    public void bareVerify(CallState shared) throws IOException {
        require(new BareCalls(shared, TOKEN).verify());
    }

    /** Lists the devices of a user by the client. */
    @Benchmark
    public List<Device> clientDevices(CallState shared, LoginState login) {
        var devices = login.client(shared).devices(CallState.USER).items();
        require(devices.size() == 2);
        return devices;
    }

    /** Lists the devices of a user by hand. */
    @Benchmark
    public List<Device> bareDevices(CallState shared) throws IOException {
        var devices = new BareCalls(shared, TOKEN).devices();
        require(devices.size() == 2);
        return devices;
    }

    private static void require(boolean isExpected) {
        if (!isExpected) {
            throw new IllegalStateException("not the answer of the server");
        }
    }
}
