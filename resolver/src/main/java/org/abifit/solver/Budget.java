package org.abifit.solver;

import java.util.concurrent.TimeUnit;

/** How long a search may go on. Whoever searches asks; another thread may end it at any time. */
public final class Budget {
    private final long end;
    private volatile boolean stopped;
    private SatSession asked;

    private Budget(long end) {
        this.end = end;
    }

    /** {@return a budget without limit, which can be stopped all the same} */
    public static Budget unlimited() {
        return new Budget(Long.MAX_VALUE);
    }

    /** {@return a budget of so many milliseconds, from now on; a thread watches them} */
    public static Budget milliseconds(long most) {
        Budget budget = new Budget(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(most));
        Thread watch = new Thread(() -> budget.watch(most), "abifit-budget");
        watch.setDaemon(true);
        watch.start();
        return budget;
    }

    private void watch(long most) {
        try {
            TimeUnit.MILLISECONDS.sleep(most);
            stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the search: it comes back with what it has. */
    public synchronized void stop() {
        stopped = true;
        if (asked != null) {
            asked.interrupt();
        }
    }

    /** {@return whether it is used up} */
    boolean isOver() {
        return stopped || end != Long.MAX_VALUE && System.nanoTime() - end > 0;
    }

    /** Asks a session, unless the budget is used up, and takes care that {@link #stop} ends it. */
    SatSession.Answer ask(SatSession session, int[] assumptions, int conflicts, int decisions) throws Spent {
        synchronized (this) {
            asked = session;
        }
        SatSession.Answer answer = isOver() ? SatSession.Answer.OUT_OF_BUDGET : session.solve(assumptions, conflicts, decisions);
        synchronized (this) {
            asked = null;
        }
        if (answer == SatSession.Answer.OUT_OF_BUDGET && isOver()) {
            throw new Spent();
        }
        return answer;
    }

    SatSession.Answer ask(SatSession session, int... assumptions) throws Spent {
        return ask(session, assumptions, Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    /** The budget is used up. */
    static final class Spent extends Exception {
        private static final long serialVersionUID = 1L;

        Spent() {
            super(null, null, false, false);
        }
    }
}
