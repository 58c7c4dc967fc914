package org.abifit.elf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.abifit.testkit.Note;
import org.abifit.testkit.TinyElf;
import org.junit.jupiter.api.Test;

/** Notes that are found by their sections. */
final class NoteSectionTest {
    private static final String SECTION = ".note.cuda.fwd_compatibility";
    private static final String TEXT = "{\"Format\": 1, \"CUDA Version\": \"12.9\", \"Driver\": [535, 550]}";

    private static byte[] library() {
        return TinyElf.library("libcuda.so.1").note(Note.buildId("0102")).note(Note.of(SECTION, "NVIDIA Corporation", 1, TEXT.getBytes(StandardCharsets.UTF_8)))
                .sectionHeaders().build();
    }

    @Test
    void theDescriptionOfTheSectionIsItsText() {
        assertEquals(Optional.of(TEXT), NoteSection.read(ByteSource.of(library()), SECTION));
        assertEquals(Optional.empty(), NoteSection.read(ByteSource.of(library()), ".note.none"));
    }

    @Test
    void whatIsBrokenIsNoText() {
        byte[] whole = library();
        for (int size = 0; size < whole.length; size++) {
            NoteSection.read(ByteSource.of(Arrays.copyOf(whole, size)), SECTION);
        }
        assertEquals(Optional.empty(), NoteSection.read(ByteSource.of(new byte[0]), SECTION));
        assertEquals(Optional.empty(), NoteSection.read(ByteSource.of("#!/bin/sh".getBytes(StandardCharsets.UTF_8)), SECTION));
        assertEquals(Optional.empty(), NoteSection.read(ByteSource.of(TinyElf.library("libcuda.so.1").build()), SECTION));
    }
}
