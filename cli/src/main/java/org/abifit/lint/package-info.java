/**
 * What sites bind into containers today, as their own files say it, judged against hosts and images: {@link org.abifit.lint.SiteReader} turns a file
 * into binds with line numbers, {@link org.abifit.lint.Linter} turns these into {@link org.abifit.lint.Finding}s. Findings are data; their sentences
 * are made in the command line.
 */
package org.abifit.lint;
