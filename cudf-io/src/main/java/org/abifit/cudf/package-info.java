/**
 * CUDF 2.0, the Common Upgradeability Description Format: text to documents and back, and a judge of solutions.
 *
 * <p><b>A document</b> says which packages there are, which of them are installed, and what is asked:
 * <pre>
 * preamble:
 * property: size: nat = [0]
 *
 * package: editor
 * version: 2
 * depends: toolkit &gt;= 3 | terminal
 * size: 120
 *
 * package: terminal
 * version: 1
 * conflicts: terminal
 * installed: true
 *
 * request: an editor, please
 * install: editor
 * </pre>
 * <p>(An empty value still needs the space behind its colon.)
 *
 * <p><b>Reading</b> has two steps. {@link org.abifit.cudf.CudfParser} knows lines, comments and {@code name: value};
 * {@link org.abifit.cudf.CudfLoader} knows what the names mean. Neither stops at the first fault, and both say where:
 * <pre>
 * CudfSyntax syntax = CudfParser.parse(in);
 * switch (CudfLoader.load(syntax)) {
 *     case Loaded.Accepted&lt;CudfDocument&gt; good -&gt; use(good.content());
 *     case Loaded.Refused&lt;CudfDocument&gt; bad -&gt; show(bad.faults());   // 7:7 error: size: 'big' is no nat: ...
 * }
 * </pre>
 * <p>Line ends of CR LF and a missing last newline are warnings; who wants to be strict refuses documents with warnings.
 *
 * <p><b>Judging.</b> A solution is a set of (name, version), in the same language. {@link org.abifit.cudf.CudfChecker}
 * says whether it solves the document, and if not, all the reasons of the closed list
 * {@link org.abifit.cudf.CudfReason}:
 * <pre>
 * List&lt;PackageId&gt; installed = List.of(new PackageId("editor", 2), new PackageId("terminal", 1));
 * CudfChecker.check(document, installed);                            // Solution[]
 * CudfChecker.check(document, List.of(new PackageId("editor", 2)));  // NoSolution[reasons=[UnsatisfiedDepends[...]]]
 * </pre>
 *
 * <p><b>Writing.</b> {@link org.abifit.cudf.CudfPrinter} writes documents and solutions in one canonical form that reads
 * back to an equal document.
 *
 * <p><b>What a solution costs.</b> {@link org.abifit.cudf.CriteriaParser} reads the criteria languages of all solvers,
 * {@link org.abifit.cudf.CudfCost} counts, exactly and in the school that the criterion names:
 * <pre>
 * Criteria criteria = switch (CriteriaParser.parse("-removed,-sum(solution,size)")) {
 *     case Reading.Understood good -&gt; good.criteria();
 *     case Reading.NotUnderstood bad -&gt; throw usage(bad.column(), bad.message());
 * };
 * CudfCost.of(document, installed, criteria);                       // [0, 120]
 * CriteriaPrinter.label(criteria.items().get(0));                   // -removed (names)
 * criteria.toMccs();                                                // Optional[-lex[-removed,-count[size:,false]]]
 * </pre>
 * <p>{@link org.abifit.cudf.CudfInput} opens what is compressed and what is a pipe; {@link org.abifit.cudf.CudfAnswer}
 * knows the answer {@code FAIL} of solvers, which is no CUDF.
 */
package org.abifit.cudf;
