package org.abifit.elf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.abifit.testkit.Broken;
import org.abifit.testkit.Elf;
import org.abifit.testkit.Machine;
import org.abifit.testkit.Note;
import org.abifit.testkit.Note.Property;
import org.abifit.testkit.Phdr;
import org.abifit.testkit.Spots;
import org.abifit.testkit.TinyElf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Notes, in both classes and byte orders. */
@ParameterizedClass
@MethodSource("org.abifit.elf.Facts#fourMachines")
class NoteFactsTest {
    private static final String JSON = "[{\"soname\":[\"libx.so.1\"],\"priority\":\"recommended\"}]";
    private final Machine machine;

    NoteFactsTest(Machine machine) {
        this.machine = machine;
    }

    private Notes notes(Note... notes) {
        TinyElf elf = TinyElf.library("libn.so").machine(machine);
        List.of(notes).forEach(elf::note);
        return Facts.of(elf).notes();
    }

    @Test
    void aFileWithoutNotesHasNone() {
        assertEquals(Notes.NONE, notes());
    }

    @Test
    void buildIdAndKernel() {
        Notes notes = notes(Note.buildId("00ff7f80"), Note.abiTag(3, 2, 0));
        assertEquals(Optional.of("00ff7f80"), notes.buildId());
        assertEquals(Optional.of("3.2.0"), notes.kernel());
    }

    @Test
    void aTagOfAnotherSystemIsNoKernel() {
        assertEquals(Optional.empty(), notes(Note.of(".note.ABI-tag", "GNU", 1, new byte[] {1, 1, 1, 1, 0, 0, 0, 3, 0, 0, 0, 2, 0, 0, 0, 0})).kernel());
        assertEquals(Optional.empty(), notes(Note.of(".note.ABI-tag", "GNU", 1, new byte[12])).kernel());
        assertEquals(Optional.empty(), notes(Note.of(".note.netbsd.ident", "NetBSD", 1, new byte[16])).kernel());
    }

    @Test
    void propertiesOfTheLoadersInterest() {
        Notes notes = notes(Note.properties(Property.x86IsaNeeded(0b1101), Property.x86Feature(3), Property.needed(1), new Property(0xc0010001, 77)));
        assertEquals(List.of(0b1101, 3, Notes.INDIRECT_EXTERN_ACCESS), List.of(notes.isaNeeded(), notes.feature1(), notes.needed1()));
        assertEquals(1, notes(Note.properties(Property.aarch64Feature(1))).feature1());
    }

    @Test
    void textsAreTakenWithoutTheirPadding() {
        Notes notes = notes(Note.dlopen(JSON), Note.dlopen("[2]\0\0\0"), Note.dlopen(JSON), Note.packageMetadata("{\"type\":\"deb\"}"));
        assertEquals(List.of(JSON, "[2]"), notes.dlopen());
        assertEquals(Optional.of("{\"type\":\"deb\"}"), notes.packageJson());
    }

    @Test
    void notesAlignedToEight() {
        Notes notes = notes(Note.buildId("abcdef").align(8), Note.abiTag(5, 10, 1).align(8));
        assertEquals(List.of("abcdef", "5.10.1"), List.of(notes.buildId().orElseThrow(), notes.kernel().orElseThrow()));
    }

    /** Real files have such notes, and no loader fails on them. */
    @Test
    void aNoteThatLeavesItsSegmentEndsTheReading() {
        byte[] bytes = TinyElf.library().machine(machine).note(Note.buildId("0011")).note(Note.abiTag(3, 2, 0)).build();
        Spots spots = Spots.in(bytes);
        long second = spots.word(spots.segment(Elf.PT_NOTE, 0, Phdr.P_OFFSET)) + 12 + 4 + 4;
        for (long size : new long[] {21, 0x7fffffffL, 0xffffffffL}) {
            for (long field : new long[] {second, second + 4}) {
                Notes notes = Facts.of(Broken.patch32(bytes, field, size)).notes();
                assertEquals(Optional.of("0011"), notes.buildId());
                assertEquals(Optional.empty(), notes.kernel());
            }
        }
        assertEquals(Optional.of("3.2.0"), Facts.of(bytes).notes().kernel());
    }

    @Test
    void aNoteSegmentPastTheEndIsPassedOver() {
        byte[] bytes = TinyElf.library("libn.so").machine(machine).note(Note.buildId("0011")).build();
        long offset = Spots.in(bytes).segment(Elf.PT_NOTE, 0, Phdr.P_OFFSET);
        for (long place : new long[] {bytes.length - 4, bytes.length, Broken.HUGE, -1}) {
            ElfFile file = Facts.of(Broken.patchWord(bytes, offset, place));
            assertEquals(Notes.NONE, file.notes());
            assertEquals(Optional.of("libn.so"), file.soname());
        }
    }

    @Test
    void aPropertyThatLeavesItsNoteEndsTheReading() {
        Note cut = Note.of(".note.gnu.property", "GNU", 5, new byte[] {0, 0, 0, 0, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0, 0, 0, 0});
        Notes notes = notes(cut, Note.buildId("0011"));
        assertEquals(List.of(0, 0, 0), List.of(notes.isaNeeded(), notes.feature1(), notes.needed1()));
        assertEquals(Optional.of("0011"), notes.buildId());
    }
}
