package org.abifit.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.abifit.root.Glob;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/** The program. */
@Command(name = "abifit", versionProvider = Version.class, sortOptions = false,
        header = "Tells whether a container loads on your hosts and which host libraries to bind in.",
        synopsisSubcommandLabel = "COMMAND", commandListHeading = "%nCommands:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  abifit scan / --name login --kind host",
            "  abifit scan ./rootfs --name app --kind image",
            "  abifit elf ./rootfs/usr/lib/libfoo.so.1 --format json",
            "  abifit db list",
            "",
            "'abifit COMMAND --help' explains a command.",
            "",
            "Environment: ABIFIT_DB (database file), NO_COLOR, ABIFIT_JAVA_OPTS (flags for java)."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " 0:what was asked for holds, or is done",
            " 1:failure: something cannot be read, written or stored",
            " 2:what was asked for does not hold",
            " 3:it cannot be decided",
            "64:wrong usage"})
public final class Main {
    /** What was asked for is done, or holds. */
    static final int OK = 0;
    /** Something could not be read, written or stored. */
    static final int FAILURE = 1;
    /** What was asked for does not hold. */
    static final int NEGATIVE = 2;
    /** It cannot be decided. */
    static final int UNDECIDED = 3;
    /** The arguments make no sense. */
    static final int USAGE = 64;
    /** As a shell calls a process that SIGINT ended. */
    static final int INTERRUPTED = 130;

    /** All commands, in the order in which help lists them. To add one, add a line. */
    private static final Map<String, Function<Session, Object>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("scan", ScanCommand::new);
        COMMANDS.put("elf", ElfCommand::new);
        COMMANDS.put("db", DbCommand::line);
        COMMANDS.put("check", CheckCommand::new);
        COMMANDS.put("resolve", ResolveCommand::new);
        COMMANDS.put("explain", ExplainCommand::new);
        COMMANDS.put("schema", SchemaCommand::new);
        COMMANDS.put("completion", CompletionCommand::new);
        COMMANDS.put("help", HelpCommand::new);
    }

    private final Session session;

    @Option(names = {"-h", "--help"}, usageHelp = true, scope = ScopeType.INHERIT, description = "Show this help and exit.")
    private boolean help;

    @Option(names = {"-V", "--version"}, versionHelp = true, description = "Show the version and exit.")
    private boolean version;

    private Main(Session session) {
        this.session = session;
    }

    @Option(names = "--color", paramLabel = "auto|always|never", scope = ScopeType.INHERIT,
            description = "Colour the output; auto: on a terminal, unless NO_COLOR is set.")
    private void colour(Out.Colour when) {
        if (when != null) {
            session.out().colour(when);
        }
    }

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        Shutdown shutdown = Shutdown.watch();
        Map<String, String> environment = Arguments.environment(System.getenv());
        Session session = new Session(Out.ofProcess(environment), environment, shutdown);
        int code = run(Arguments.exact(arguments), session);
        shutdown.ends(code);
        System.exit(code);
    }

    /**
     * {@return the exit code of a command, after it has run}
     *
     * @param arguments byte strings
     */
    static int run(List<String> arguments, Session session) {
        int code;
        try {
            code = parseAndCall(arguments, session);
        } catch (ParameterException e) {
            code = Failures.usage(e, session.out());
        } catch (Throwable e) {
            code = Failures.report(e, arguments, session.out());
        }
        return session.out().ends(code);
    }

    private static int parseAndCall(List<String> arguments, Session session) throws Exception {
        CommandLine line = commandLine(arguments, session);
        ParseResult parsed = line.parseArgs(arguments.toArray(String[]::new));
        if (CommandLine.executeHelpRequest(parsed) != null) {
            return OK;
        }
        CommandLine last = parsed.asCommandLineList().getLast();
        if (last.getCommand() instanceof Callable<?> command && command.call() instanceof Integer code) {
            return code;
        }
        throw new ParameterException(last, "Missing command");
    }

    /** Only the command that is asked for is set up: the others cost time, too. */
    private static CommandLine commandLine(List<String> arguments, Session session) {
        CommandLine line = new CommandLine(new Main(session));
        boolean one = !arguments.isEmpty() && COMMANDS.containsKey(arguments.getFirst()) && !arguments.getFirst().equals("help");
        COMMANDS.forEach((name, make) -> {
            if (!one || name.equals(arguments.getFirst())) {
                line.addSubcommand(name, make.apply(session));
            }
        });
        return configured(line, session);
    }

    /** {@return the whole command line, with all commands} */
    static CommandLine complete(Session session) {
        return commandLine(List.of(), session);
    }

    private static CommandLine configured(CommandLine line, Session session) {
        return line.setCaseInsensitiveEnumValuesAllowed(true)
                .setExpandAtFiles(false)
                .setOverwrittenOptionsAllowed(true)
                .setOut(session.out().printer())
                .setColorScheme(CommandLine.Help.defaultColorScheme(session.out().coloured() ? Ansi.ON : Ansi.OFF))
                .registerConverter(java.nio.file.Path.class, Arguments::path)
                .registerConverter(Glob.class, Arguments::glob);
    }
}
