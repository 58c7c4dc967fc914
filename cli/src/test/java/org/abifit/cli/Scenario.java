package org.abifit.cli;

import java.util.List;
import java.util.Optional;
import org.abifit.testkit.TextBlock;

/**
 * A question that users asked, in a small world, and what abifit must answer. {@link ScenarioReader} tells the form of its file.
 *
 * @param id {@code S01} and so on, as in docs/scenarios.md
 * @param title what is special, in a sentence
 * @param roots the hosts and images, in the order in which they are scanned
 * @param files files that belong to no root: recipes, specifications, plans
 * @param runs command lines with their answers, in order
 */
record Scenario(String id, String title, List<Root> roots, List<TextBlock> files, List<Asked> runs) {

    /**
     * A host or an image.
     *
     * @param name what its snapshot is called; {@code NAME@2} is the second of that name
     * @param kind {@code host} or {@code image}
     * @param labels what the user says about it
     * @param parts its files
     * @param cache the entries of its ld.so.cache
     */
    record Root(String name, String kind, List<String> labels, List<TextBlock> parts, List<TextBlock> cache) {}

    /**
     * A command line and its answer.
     *
     * @param arguments the words, in which {@code {files}} stands for the folder of {@link Scenario#files}, {@code {roots}} for that of the roots
     * @param into the file that takes what it prints
     * @param exit the exit code
     * @param wanted what else must hold
     * @param unanswered why abifit is known not to answer so; the test fails when it does
     */
    record Asked(List<String> arguments, Optional<String> into, int exit, List<Wanted> wanted, Optional<String> unanswered) {}

    /** Something that must hold of what a command prints. */
    sealed interface Wanted {
        /** A line holds this text. */
        record Says(String text) implements Wanted {}

        /** No line holds this text. */
        record SaysNot(String text) implements Wanted {}

        /** The value at a JSON pointer is this text, number or word. */
        record Is(String pointer, String value) implements Wanted {}

        /** Something at or below a JSON pointer holds this text. */
        record Has(String pointer, String text) implements Wanted {}

        /** Nothing at or below a JSON pointer holds this text. */
        record Lacks(String pointer, String text) implements Wanted {}

        /** The array or object at a JSON pointer has so many elements. */
        record Size(String pointer, int size) implements Wanted {}

        /** It fits into so many lines of so many columns. */
        record Fits(int lines, int columns) implements Wanted {}

        /** It is this file, byte for byte. */
        record Golden(String file) implements Wanted {}
    }
}
