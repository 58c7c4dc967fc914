package org.abifit.compare;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How one solver does against the better of some others, problem by problem. A peer counts on a problem where it has answered what it was asked: one that
 * counts names, where its cost is the best known; one that counts pairs, where its answer is a solution and it ended of its own accord; both, where there
 * is no solution, that is agreed, and they say so.
 *
 * @param subject who is measured
 * @param peers against whom
 * @param floorSeconds below which CPU times count as this
 * @param rows one for each problem on which a peer counts
 */
public record Ratios(String subject, List<String> peers, double floorSeconds, List<Row> rows) {

    /** Copies the lists. */
    public Ratios {
        peers = List.copyOf(peers);
        rows = List.copyOf(rows);
    }

    /**
     * One problem.
     *
     * @param quicker the peer that took least
     * @param peerMillis its CPU time
     * @param ownMillis that of the subject; the limit where it has no answer that is best or optimal
     * @param ratio of the two, each raised to the floor
     * @param ownBytes memory of the subject
     * @param leanestBytes the least memory that a peer took
     */
    public record Row(Problem problem, String quicker, long peerMillis, boolean answered, long ownMillis, double ratio, long ownBytes, long leanestBytes) {

        /** {@return how much more memory than the leaner one; negative for less} */
        public long extraBytes() {
            return ownBytes - leanestBytes;
        }
    }

    static Ratios of(String subject, List<String> peers, double floorSeconds, Limits limits, List<List<Standing>> problems) {
        List<Row> rows = problems.stream().flatMap(p -> row(subject, peers, floorSeconds, limits, p).stream()).toList();
        return new Ratios(subject, peers, floorSeconds, rows);
    }

    private static Optional<Row> row(String subject, List<String> names, double floor, Limits limits, List<Standing> problem) {
        List<Standing> peers = problem.stream().filter(s -> names.contains(s.solver().name()) && counts(s)).toList();
        Optional<Standing> own = problem.stream().filter(s -> s.solver().name().equals(subject)).findFirst();
        Optional<Standing> quicker = peers.stream().min(Comparator.comparingLong(Standing::cpuMillis));
        if (own.isEmpty() || quicker.isEmpty() || !own.get().asked()) {
            return Optional.empty();
        }
        boolean answered = own.get().status().worth() == Status.Worth.BEST;
        long millis = answered ? own.get().cpuMillis() : Math.max(own.get().cpuMillis(), Math.round(limits.cpuSeconds() * 1000));
        double ratio = seconds(millis, floor) / seconds(quicker.get().cpuMillis(), floor);
        long leanest = peers.stream().mapToLong(Standing::peakBytes).min().orElse(0);
        return Optional.of(new Row(own.get().problem(), quicker.get().solver().name(), quicker.get().cpuMillis(), answered, millis, ratio,
                own.get().peakBytes(), leanest));
    }

    private static boolean counts(Standing peer) {
        return switch (peer.solver().style().counting()) {
            case NAMES -> peer.status().worth() == Status.Worth.BEST;
            case PAIRS -> peer.right() && peer.worst().filter(r -> r.usage().end() == Usage.End.ITSELF).isPresent();
        };
    }

    private static double seconds(long millis, double floor) {
        return Math.max(floor, millis / 1000.0);
    }

    /** {@return the geometric mean of all ratios; 1 where there are none} */
    public double mean() {
        return Math.exp(rows.stream().mapToDouble(r -> Math.log(r.ratio())).average().orElse(0));
    }

    /** {@return the problem on which the subject does worst} */
    public Optional<Row> worst() {
        return rows.stream().max(Comparator.comparingDouble(Row::ratio));
    }

    /** {@return the problem on which it takes most memory beyond the leaner one} */
    public Optional<Row> largest() {
        return rows.stream().max(Comparator.comparingLong(Row::extraBytes));
    }
}
