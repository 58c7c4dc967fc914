package org.abifit.cli;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.IGetter;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/**
 * What a command takes, declared by calls rather than by annotations: to read those, Java makes classes while it runs, which takes
 * longer than most commands do. An option that is not given leaves its variable as it is.
 */
final class Declared {
    private final CommandSpec spec;

    private Declared(String name, Callable<Integer> command) {
        spec = CommandSpec.wrapWithoutInspection(command).name(name);
        spec.usageMessage().sortOptions(false);
    }

    /**
     * {@return a command without options so far}
     *
     * @param command what it does
     * @param header what that is, in a sentence
     */
    static Declared command(String name, Callable<Integer> command, String header) {
        Declared declared = new Declared(name, command);
        declared.spec.usageMessage().header(header);
        return declared;
    }

    /** The label of a command line that is to be run; it stands after two dashes. */
    static final String COMMAND_LINE = "WORD";

    /** {@return a command that does nothing but hold others} */
    static Declared group(String name, String header) {
        Declared declared = command(name, null, header);
        declared.spec.usageMessage().synopsisSubcommandLabel("COMMAND").commandListHeading("%nCommands:%n");
        return declared;
    }

    /** Adds a command to a group. */
    Declared command(CommandSpec inner) {
        spec.addSubcommand(inner.name(), inner);
        return this;
    }

    /** Something that declares options of its own, for several commands. */
    interface Part {
        void declare(Declared into);
    }

    /** Adds what a part declares. */
    Declared with(Part part) {
        part.declare(this);
        return this;
    }

    /** Says more, in a paragraph. */
    Declared about(String paragraph) {
        spec.usageMessage().description("%n" + paragraph.replace("%", "%%") + "%n");
        return this;
    }

    /** Shows how it is used. */
    Declared examples(String... lines) {
        spec.usageMessage().footerHeading("%nExamples:%n").footer(List.of(lines).stream().map(l -> "  " + l.replace("%", "%%")).toArray(String[]::new));
        return this;
    }

    /**
     * Adds an option without a value.
     *
     * @param names one name, or {@code -x, --long}
     */
    Declared flag(String names, Consumer<Boolean> into, String description) {
        add(OptionSpec.builder(names.split(", ")).type(boolean.class).arity("0").description(description), into);
        return this;
    }

    /** Adds an option with a value; of several, the last counts. */
    <T> Declared option(String name, String label, ITypeConverter<T> type, Consumer<T> into, String description) {
        add(OptionSpec.builder(name).type(Object.class).converters(type).paramLabel(label).description(description), into);
        return this;
    }

    /** Adds an option whose value may be left out; then it is {@code fallback}, an unread text. */
    <T> Declared optionalValue(String name, String label, String fallback, ITypeConverter<T> type, Consumer<T> into, String description) {
        add(OptionSpec.builder(name).type(Object.class).arity("0..1").fallbackValue(fallback).converters(type).paramLabel(label).description(description), into);
        return this;
    }

    /** Adds an option that takes one value or several, and may be given several times. */
    <T> Declared several(String name, String label, ITypeConverter<T> type, Consumer<List<T>> into, String description) {
        add(OptionSpec.builder(name).type(List.class).auxiliaryTypes(Object.class).arity("1..*").converters(type).paramLabel(label)
                .description(description), into);
        return this;
    }

    /** Adds an option that may be given several times. */
    <T> Declared repeated(String name, String label, ITypeConverter<T> type, Consumer<List<T>> into, String description) {
        add(OptionSpec.builder(name).type(List.class).auxiliaryTypes(Object.class).converters(type).paramLabel(label)
                .description(description + " Repeatable."), into);
        return this;
    }

    private <V> void add(OptionSpec.Builder option, Consumer<V> into) {
        Variable<V> variable = new Variable<>(into);
        spec.addOption(option.setter(variable).getter(variable).build());
    }

    /** Adds options that all commands inherit. */
    Declared everywhere(Consumer<Out.Colour> colour) {
        spec.addOption(OptionSpec.builder("-h", "--help").usageHelp(true).scopeType(ScopeType.INHERIT).description("Show this help and exit.").build());
        add(OptionSpec.builder("--color").type(Object.class).converters(oneOf(List.of(Out.Colour.values()))).scopeType(ScopeType.INHERIT)
                .paramLabel("auto|always|never").description("Colour the output; auto: on a terminal, unless NO_COLOR is set."), colour);
        return this;
    }

    /** Adds an argument that must be given. */
    <T> Declared argument(String label, ITypeConverter<T> type, Consumer<T> into, String description) {
        return positional("1", label, type, into, description);
    }

    /** Adds an argument that may be left out. */
    <T> Declared optionalArgument(String label, ITypeConverter<T> type, Consumer<T> into, String description) {
        return positional("0..1", label, type, into, description);
    }

    private <T> Declared positional(String arity, String label, ITypeConverter<T> type, Consumer<T> into, String description) {
        String index = String.valueOf(spec.positionalParameters().size());
        add(PositionalParamSpec.builder().index(index).arity(arity).type(Object.class).converters(type).paramLabel(label).description(description)
                .required(arity.startsWith("1")), into);
        return this;
    }

    /**
     * Adds all arguments that are left.
     *
     * @param fewest how many there must be
     */
    <T> Declared arguments(int fewest, String label, ITypeConverter<T> type, Consumer<List<T>> into, String description) {
        add(PositionalParamSpec.builder().index("0..*").arity(fewest + "..*").type(List.class).auxiliaryTypes(Object.class).converters(type)
                .paramLabel(label).description(description).required(fewest > 0), into);
        return this;
    }

    private <V> void add(PositionalParamSpec.Builder argument, Consumer<V> into) {
        Variable<V> variable = new Variable<>(into);
        spec.addPositional(argument.setter(variable).getter(variable).build());
    }

    /** {@return the command, for the option parser} */
    CommandSpec spec() {
        return spec;
    }

    /** Passes a value on and keeps it, because the parser adds to what it has. It gives null where there is nothing. */
    private static final class Variable<V> implements ISetter, IGetter {
        private final Consumer<V> into;
        private Object value;

        Variable(Consumer<V> into) {
            this.into = into;
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T> T get() {
            return (T) value;
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T> T set(T given) {
            T before = (T) value;
            value = given;
            if (given != null) {
                into.accept((V) given);
            }
            return before;
        }
    }

    /** {@return what takes one of a few words} */
    static <E extends Enum<E>> ITypeConverter<E> oneOf(List<E> words) {
        return given -> words.stream().filter(w -> word(w).equals(given)).findFirst()
                .orElseThrow(() -> new TypeConversionException("'%s' is none of %s".formatted(given, String.join(", ", words.stream().map(Declared::word).toList()))));
    }

    /** {@return a constant as it is typed and printed} */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
