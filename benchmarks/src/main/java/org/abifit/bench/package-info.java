/** JMH benchmarks. Each asserts its answer, so that a faster wrong answer cannot win; corpora come with the program. */
package org.abifit.bench;
