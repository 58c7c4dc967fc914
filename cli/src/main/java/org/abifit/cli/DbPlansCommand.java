package org.abifit.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.abifit.db.AbiStore;
import org.abifit.db.SavedPlan;
import org.abifit.root.BytePaths;
import picocli.CommandLine.Model.CommandSpec;

/** {@code abifit db plans}. */
final class DbPlansCommand implements Callable<Integer> {
    private final Session session;
    private final DatabaseFile database = new DatabaseFile();
    private final Format.Choice format = new Format.Choice();
    private String show;
    private String remove;

    private DbPlansCommand(Session session) {
        this.session = session;
    }

    /** {@return the command, as it is called} */
    static CommandSpec spec(Session session) {
        DbPlansCommand it = new DbPlansCommand(session);
        return Declared.command("plans", it, "Lists the plans that 'abifit resolve --save' stored, by name and host.")
                .option("--show", "NAME", Arguments::text, v -> it.show = v, "Print the plans of this name as they are stored: JSON, one after the other.")
                .option("--remove", "NAME", Arguments::text, v -> it.remove = v, "Remove all plans of this name.")
                .with(it.database)
                .with(it.format)
                .examples("abifit db plans", "abifit db plans --show gromacs", "abifit db plans --remove gromacs")
                .spec();
    }

    @Override
    public Integer call() throws IOException, CommandFailure {
        if (show != null && remove != null) {
            throw new UsageException("--show and --remove exclude each other");
        }
        return show != null ? show() : remove != null ? remove() : list();
    }

    private int show() throws IOException, CommandFailure {
        try (AbiStore store = database.reading(session)) {
            List<SavedPlan> plans = store.plans().stream().filter(p -> p.name().equals(show)).toList();
            if (plans.isEmpty()) {
                throw new CommandFailure(Names.printable(show), "there is no saved plan of that name", "list them with 'abifit db plans'");
            }
            plans.forEach(p -> session.out().line(p.json()));
            return Main.OK;
        }
    }

    private int remove() throws IOException, CommandFailure {
        try (AbiStore store = database.writing(session)) {
            print("removed", store.removePlans(remove));
            return Main.OK;
        }
    }

    private int list() throws IOException, CommandFailure {
        try (AbiStore store = database.reading(session)) {
            List<SavedPlan> plans = store.plans();
            if (plans.isEmpty() && !format.json()) {
                session.out().note("the database holds no saved plan");
            }
            print("listed", plans);
            return Main.OK;
        }
    }

    private void print(String done, List<SavedPlan> plans) throws IOException {
        if (format.json()) {
            Json.print(session.out(), json -> write(json, done, plans));
            return;
        }
        int width = plans.stream().mapToInt(p -> Names.printable(p.name()).length()).max().orElse(0);
        for (SavedPlan plan : plans) {
            String name = Names.printable(plan.name());
            session.out().line("%s%s%s  host %s  image %s".formatted(done.equals("listed") ? "" : done + " ", name, " ".repeat(width - name.length()),
                    BytePaths.toUnicode(plan.host()), BytePaths.toUnicode(plan.image())));
        }
    }

    private static void write(JsonGenerator json, String done, List<SavedPlan> plans) throws IOException {
        json.writeStartObject();
        json.writeNumberField("schema", 1);
        json.writeStringField("done", done);
        Json.list(json, "plans", plans, (to, plan) -> {
            to.writeStartObject();
            to.writeStringField("name", Names.printable(plan.name()));
            Json.name(to, "host", plan.host());
            Json.name(to, "image", plan.image());
            to.writeEndObject();
        });
        json.writeEndObject();
    }
}
