package org.abifit.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Being told to stop. */
@Timeout(value = 10, unit = TimeUnit.SECONDS)
final class ShutdownTest {

    @Test
    void doesNotWaitForCommandsThatDoNotLook() {
        Shutdown.never().begins();
    }

    @Test
    void isSeenByThoseWhoLook() throws Exception {
        Shutdown shutdown = Shutdown.never();
        BooleanSupplier stop = shutdown.watched();
        assertFalse(stop.getAsBoolean());
        Thread signal = new Thread(shutdown::begins);
        signal.setDaemon(true);
        signal.start();
        while (!stop.getAsBoolean()) {
            Thread.onSpinWait();
        }
        assertTrue(signal.isAlive(), "waits for the command");
        signal.interrupt();
        signal.join();
    }
}
