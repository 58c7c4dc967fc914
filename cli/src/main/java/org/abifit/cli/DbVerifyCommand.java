package org.abifit.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.abifit.db.AbiStore;
import org.abifit.db.StoreProblem;
import picocli.CommandLine.Model.CommandSpec;

/** {@code abifit db verify}. */
final class DbVerifyCommand implements Callable<Integer> {
    private final Session session;
    private final DatabaseFile database = new DatabaseFile();
    private final Format.Choice format = new Format.Choice();

    private DbVerifyCommand(Session session) {
        this.session = session;
    }

    /** {@return the command, as it is called} */
    static CommandSpec spec(Session session) {
        DbVerifyCommand it = new DbVerifyCommand(session);
        return Declared.command("verify", it, "Reads everything in the database and checks it against its digests.")
                .about("Exit code 1 if something is wrong.")
                .with(it.database)
                .with(it.format)
                .examples("abifit db verify", "abifit db verify --db team.db --format json")
                .spec();
    }

    @Override
    public Integer call() throws IOException, CommandFailure {
        try (AbiStore store = database.reading(session)) {
            List<StoreProblem> problems = store.verify();
            if (format.json()) {
                Json.print(session.out(), json -> write(json, problems));
            } else {
                text(problems);
            }
            return problems.isEmpty() ? Main.OK : Main.FAILURE;
        }
    }

    private void text(List<StoreProblem> problems) {
        Out out = session.out();
        if (problems.isEmpty()) {
            out.line(out.style(Out.Style.GOOD, "the database is whole"));
            return;
        }
        problems.forEach(p -> out.line("%s: %s".formatted(Names.printable(p.where()), Names.printable(p.text()))));
        out.note("the database is damaged: restore it from a backup, or remove the snapshots that are named and scan them again");
    }

    private static void write(JsonGenerator json, List<StoreProblem> problems) throws IOException {
        json.writeStartObject();
        json.writeNumberField("schema", 1);
        json.writeBooleanField("ok", problems.isEmpty());
        Json.list(json, "problems", problems, (to, problem) -> {
            to.writeStartObject();
            to.writeStringField("where", problem.where());
            to.writeStringField("text", problem.text());
            to.writeEndObject();
        });
        json.writeEndObject();
    }
}
