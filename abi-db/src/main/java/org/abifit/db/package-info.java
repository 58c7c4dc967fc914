/**
 * Scans to snapshots: stored once, found by name, carried from machine to machine.
 *
 * <p>{@link org.abifit.db.AbiStore} is the door. It keeps all snapshots in one file:
 * <pre>{@code
 * try (AbiStore store = AbiStore.openForWriting(Path.of("abi.db"))) {
 *     Optional<ScanOptions.Prior> prior = store.prior("login", "/");           // what an earlier scan knows need not be read again
 *     RootScan scan = RootScanner.scan(Path.of("/"), optionsWith(prior));
 *     SnapshotInfo info = store.save("login", Snapshot.Kind.HOST, Map.of("site", "north"), "/", Instant.now(), version, scan);
 *     info.ref();                                                              // "login@2"
 * }
 * }</pre>
 *
 * <p>Questions need a reader only, which creates nothing and waits for nobody:
 * <pre>{@code
 * try (AbiStore store = AbiStore.openForReading(Path.of("abi.db"))) {
 *     Snapshot host = store.load("login");                                     // the newest; "login@1" is the first
 *     FileView view = new FileView(host.tree());                               // no ELF facts were read so far
 * }
 * }</pre>
 *
 * <p>A {@link org.abifit.db.Snapshot} is a value: a {@link org.abifit.root.Directory tree}, the
 * {@link org.abifit.root.MachineFacts facts of the machine}, and a fingerprint that is equal for equal content. Only the facts of
 * its ELF files come from the database, one file at a time, when they are asked for.
 *
 * <p>Between sites a snapshot travels as one file. Whoever exports the same root gets the same bytes:
 * <pre>{@code
 * store.exportTo("login@2", Path.of("login.abisnap"));
 * elsewhere.importFrom(Path.of("login.abisnap"), Optional.of("north-login"));
 * }</pre>
 *
 * <p>Housekeeping: {@code remove} drops a snapshot, {@code gc} deletes what no snapshot holds any more, {@code verify} reads
 * everything and says what is wrong. Whatever cannot be done is a {@link org.abifit.db.SnapshotFault}, which names the file, the
 * problem and the next step.
 *
 * <p>The formats are described where they are written: {@code TreeCodec} and {@code IdentityCodec} for trees, {@code SnapshotFile}
 * for exports, {@code schema-1.sql} and its successors for tables.
 */
package org.abifit.db;
