package org.abifit.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The program. */
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
    private static final Map<String, Function<Session, CommandSpec>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("scan", ScanCommand::spec);
        COMMANDS.put("elf", ElfCommand::spec);
        COMMANDS.put("db", DbCommand::spec);
        COMMANDS.put("check", CheckCommand::spec);
        COMMANDS.put("verify-plan", VerifyPlanCommand::spec);
        COMMANDS.put("ldd", LddCommand::spec);
        COMMANDS.put("plugins", PluginsCommand::spec);
        COMMANDS.put("resolve", ResolveCommand::spec);
        COMMANDS.put("consolidate", ConsolidateCommand::spec);
        COMMANDS.put("bases", BasesCommand::spec);
        COMMANDS.put("lint", LintCommand::spec);
        COMMANDS.put("explain", ExplainCommand::spec);
        COMMANDS.put("knowledge", KnowledgeCommand::spec);
        COMMANDS.put("diff", DiffCommand::spec);
        COMMANDS.put("cudf", CudfCommand::spec);
        COMMANDS.put("schema", SchemaCommand::spec);
        COMMANDS.put("completion", CompletionCommand::spec);
        COMMANDS.put("help", HelpCommand::spec);
    }

    private static final Map<String, String> EXIT_CODES = new LinkedHashMap<>();

    static {
        EXIT_CODES.put(" 0", "what was asked for holds, or is done");
        EXIT_CODES.put(" 1", "failure: something cannot be read, written or stored");
        EXIT_CODES.put(" 2", "what was asked for does not hold");
        EXIT_CODES.put(" 3", "it cannot be decided");
        EXIT_CODES.put("64", "wrong usage");
    }

    private Main() {}

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
        ParseResult parsed = line.parseArgs(Arguments.withCriteria(arguments).toArray(String[]::new));
        if (CommandLine.executeHelpRequest(parsed) != null) {
            return OK;
        }
        CommandLine last = parsed.asCommandLineList().getLast();
        refuseStrayWords(last, arguments);
        try {
            if (last.getCommand() instanceof Callable<?> command && command.call() instanceof Integer code) {
                return code;
            }
        } catch (UsageException e) {
            throw new ParameterException(last, e.getMessage(), e);
        }
        throw new ParameterException(last, "Missing command");
    }

    /** A command line that is to be run stands after two dashes; a word before them is a slip. */
    private static void refuseStrayWords(CommandLine last, List<String> arguments) {
        int dashes = arguments.indexOf("--");
        long after = dashes < 0 ? 0 : arguments.size() - dashes - 1L;
        last.getParseResult().matchedPositionals().stream().filter(p -> p.paramLabel().equals(Declared.COMMAND_LINE) && p.stringValues().size() > after).findFirst().ifPresent(p -> {
            throw new ParameterException(last, "Unmatched argument: '%s'; a command line stands after '--'".formatted(p.stringValues().getFirst()));
        });
    }

    /** Only the command that is asked for is set up: the others cost time, too. */
    private static CommandLine commandLine(List<String> arguments, Session session) {
        CommandLine line = new CommandLine(root(session));
        String first = arguments.isEmpty() ? "" : arguments.getFirst();
        boolean one = COMMANDS.containsKey(first) && !first.equals("help") || first.equals("--version");
        COMMANDS.forEach((name, make) -> {
            if (!one || name.equals(first)) {
                line.addSubcommand(name, make.apply(session));
            }
        });
        return configured(line, session);
    }

    private static CommandSpec root(Session session) {
        CommandSpec root = Declared.group("abifit", "Tells whether a container loads on your hosts and which host libraries to bind in.")
                .everywhere(session.out()::colour)
                .examples("abifit scan / --name login --kind host", "abifit scan ./rootfs --name app --kind image",
                        "abifit check --image app --app /usr/bin/lmp",
                        "abifit resolve --image app --host login --app /usr/bin/lmp --from-host 'libmpi*'", "",
                        "'abifit COMMAND --help' explains a command. Environment: ABIFIT_DB (the database),",
                        "NO_COLOR, ABIFIT_JAVA_OPTS (flags for java, such as -Xmx2g).")
                .spec();
        root.addOption(OptionSpec.builder("-V", "--version").versionHelp(true).description("Show the version and exit.").build());
        root.usageMessage().exitCodeListHeading("%nExit codes:%n").exitCodeList(EXIT_CODES);
        return root.versionProvider(new Version());
    }

    /** {@return the whole command line, with all commands} */
    static CommandLine complete(Session session) {
        return commandLine(List.of(), session);
    }

    private static CommandLine configured(CommandLine line, Session session) {
        return line.setExpandAtFiles(false)
                .setOverwrittenOptionsAllowed(true)
                .setUnmatchedOptionsAllowedAsOptionParameters(false)
                .setOut(session.out().printer())
                .setColorScheme(CommandLine.Help.defaultColorScheme(session.out().coloured() ? Ansi.ON : Ansi.OFF));
    }
}
