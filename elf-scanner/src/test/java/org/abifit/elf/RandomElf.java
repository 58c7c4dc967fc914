package org.abifit.elf;

import java.util.List;
import java.util.Random;
import org.abifit.testkit.Bind;
import org.abifit.testkit.Definition;
import org.abifit.testkit.Elf;
import org.abifit.testkit.Machine;
import org.abifit.testkit.Note;
import org.abifit.testkit.Reference;
import org.abifit.testkit.TinyElf;
import org.abifit.testkit.VersionNeed;
import org.abifit.testkit.VersionNode;

/** Files of all kinds by number: the same number gives the same file. */
final class RandomElf {
    private static final List<Machine> MACHINES = Facts.allMachines().toList();
    private final Random random;

    private RandomElf(long seed) {
        random = new Random(seed);
    }

    static byte[] of(long seed) {
        return new RandomElf(seed).file().build();
    }

    private TinyElf file() {
        Machine machine = MACHINES.get(random.nextInt(MACHINES.size()));
        TinyElf elf = switch (random.nextInt(8)) {
            case 0 -> TinyElf.staticProgram().machine(machine);
            case 1 -> TinyElf.fixedProgram().machine(machine);
            case 2, 3 -> TinyElf.program().machine(machine);
            default -> TinyElf.library(name("lib", 5)).machine(machine);
        };
        dynamic(elf);
        versions(elf);
        symbols(elf);
        rest(elf);
        return elf;
    }

    private void dynamic(TinyElf elf) {
        times(4, () -> elf.needed(name("lib", 6)));
        times(2, () -> elf.runpath(name("/", 4)));
        times(2, () -> elf.rpath(name("$ORIGIN/", 4)));
        times(2, () -> elf.stringTag(random.nextBoolean() ? Elf.DT_FILTER : Elf.DT_AUXILIARY, name("f", 3)));
        times(2, () -> elf.stringTag(random.nextBoolean() ? Elf.DT_AUDIT : Elf.DT_DEPAUDIT, name("a", 3)));
        elf.flags(random.nextInt(32)).flags1(random.nextInt());
        switch (random.nextInt(4)) {
            case 0 -> elf.sysvHash();
            case 1 -> elf.bothHashes();
            case 2 -> elf.noHash();
            default -> { }
        }
    }

    private void versions(TinyElf elf) {
        times(4, () -> elf.node(VersionNode.of(name("V", 3)).parent(name("P", 2)).flags(random.nextInt(4))));
        times(4, () -> elf.need(VersionNeed.of("libn" + random.nextInt(3), name("N", 3)).hash(random.nextInt()).index(random.nextInt(0x10000))));
    }

    private void symbols(TinyElf elf) {
        times(20, () -> elf.define(Definition.function(name("f", 8)).binding(random.nextInt(12)).type(random.nextInt(16)).visibility(random.nextInt(4))
                .size(random.nextInt()).versionIndex(random.nextInt(0x10000))));
        times(5, () -> elf.define(Definition.tls(name("t", 4), 8)));
        times(10, () -> elf.refer(Reference.lazy(name("l", 8)).version("libr" + random.nextInt(3), name("R", 2))));
        times(10, () -> elf.refer(Reference.data(name("d", 8)).also(random.nextBoolean() ? Bind.POINTER : Bind.GOT).binding(1 + random.nextInt(2))));
        times(3, () -> elf.refer(Reference.unused(name("u", 8))));
        elf.relative(random.nextInt(5)).relr(random.nextInt(3) * 40);
    }

    private void rest(TinyElf elf) {
        times(2, () -> elf.note(Note.buildId("%040x".formatted(random.nextLong() & Long.MAX_VALUE))));
        times(2, () -> elf.note(Note.dlopen("[" + name("x", 9) + "]")).note(Note.abiTag(random.nextInt(7), 1, 2)));
        times(2, () -> elf.note(Note.properties(Note.Property.x86IsaNeeded(random.nextInt(16)))));
        times(2, () -> elf.threadLocal(random.nextInt(4000), 1 << random.nextInt(7)));
        times(2, elf::executableStack);
        times(2, elf::sectionHeaders);
    }

    private void times(int below, Runnable action) {
        for (int n = random.nextInt(below); n > 0; n--) {
            action.run();
        }
    }

    private String name(String start, int letters) {
        StringBuilder name = new StringBuilder(start);
        times(letters + 1, () -> name.append((char) ('a' + random.nextInt(26))));
        return name.toString();
    }
}
