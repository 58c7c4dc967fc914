package org.abifit.cli;

import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Ctrl-C. Most commands just end. One that would rather end in its own way asks {@link #watched} now and then whether to; it is
 * then given a few seconds, and the process ends with its exit code: also with success, where it was done before it looked.
 */
final class Shutdown {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

    private volatile boolean asked;
    private boolean watched;
    private Runnable told = () -> { };
    private OptionalInt code = OptionalInt.empty();

    /** {@return a shutdown that never comes from outside} */
    static Shutdown never() {
        return new Shutdown();
    }

    /** {@return one that signals to this process set off} */
    static Shutdown watch() {
        Shutdown shutdown = new Shutdown();
        Runtime.getRuntime().addShutdownHook(new Thread(shutdown::begins, "abifit-shutdown"));
        return shutdown;
    }

    /** {@return what tells from now on whether to stop; whoever asks for it promises to look} */
    synchronized BooleanSupplier watched() {
        watched = true;
        return () -> asked;
    }

    /** From now on, whoever asks to stop runs this, once; whoever asks for it promises to come to an end then. */
    synchronized void whenAsked(Runnable stop) {
        watched = true;
        told = stop;
        if (asked) {
            stop.run();
        }
    }

    /** Says that the command is over. */
    synchronized void ends(int exitCode) {
        code = OptionalInt.of(exitCode);
        notifyAll();
    }

    /** Asks to stop, and waits for it. */
    synchronized void begins() {
        if (code.isPresent()) {
            return;
        }
        asked = true;
        told.run();
        long end = System.nanoTime() + PATIENCE_NANOS;
        try {
            while (watched && code.isEmpty() && System.nanoTime() < end) {
                TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        code.ifPresent(Runtime.getRuntime()::halt);
    }
}
