package org.abifit.db;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.abifit.root.Content;
import org.abifit.root.Directory;
import org.abifit.root.ElfRef;
import org.abifit.root.FileIdentity;
import org.abifit.root.MachineFacts;
import org.abifit.root.Node;
import org.abifit.root.RegularFile;
import org.abifit.root.RootScan;
import org.junit.jupiter.api.Test;

class TreeCodecTest {
    private final RootScan scan = Samples.everything();
    private final TreeCodec.Encoded encoded = TreeCodec.encode(scan.tree(), scan.machine());

    private static ElfRef unread(String digest) {
        return new ElfRef(digest, () -> {
            throw new AssertionError("objects are not read with the tree");
        });
    }

    private static TreeCodec.Decoded decode(byte[] bytes) {
        return TreeCodec.decode(bytes, TreeCodecTest::unread);
    }

    @Test
    void everyKindOfEntryComesBack() {
        TreeCodec.Decoded decoded = decode(encoded.bytes());
        assertEquals(scan.machine(), decoded.machine());
        assertArrayEquals(encoded.bytes(), TreeCodec.encode(decoded.tree(), decoded.machine()).bytes());
        assertEquals(scan.tree().names(), decoded.tree().names());
        for (String name : List.of("run", "text", "cut", "headless", "secret")) {
            assertEquals(scan.tree().child(name), decoded.tree().child(name), name);
        }
        assertEquals(Optional.of("belongs to the kernel \u2014 skipped"), ((Directory) decoded.tree().child("proc")).hidden());
        assertEquals(((Directory) scan.tree().child("lib")).child(Samples.ODD_NAME),
                ((Directory) decoded.tree().child("lib")).child(Samples.ODD_NAME));
        assertArrayEquals(new byte[] {0, -1, 10}, ((Content.Kept) ((RegularFile) decoded.tree().child("conf")).content()).bytes());
    }

    @Test
    void countsWhatItWrote() {
        assertEquals(new SnapshotInfo.Counts(17, 9, 3, 2, 5), encoded.counts(5));
    }

    @Test
    void theOrderOfAMapDoesNotMatter() {
        Map<String, Node> backwards = new TreeMap<>(Comparator.reverseOrder());
        scan.tree().names().forEach(n -> backwards.put(n, scan.tree().child(n)));
        assertArrayEquals(encoded.bytes(), TreeCodec.encode(new Directory(backwards, Optional.empty()), scan.machine()).bytes());
        Directory hashed = new Directory(new HashMap<>(backwards), Optional.empty());
        assertEquals(encoded.fingerprint(), TreeCodec.encode(hashed, scan.machine()).fingerprint());
    }

    @Test
    void machineAndModeBelongToTheFingerprint() {
        assertNotEquals(encoded.fingerprint(), TreeCodec.encode(scan.tree(), MachineFacts.UNKNOWN).fingerprint());
        Directory one = new Directory(Map.of("a", new RegularFile(1, 0644, 0, Content.Plain.PLAIN)), Optional.empty());
        Directory two = new Directory(Map.of("a", new RegularFile(1, 0755, 0, Content.Plain.PLAIN)), Optional.empty());
        assertNotEquals(TreeCodec.encode(one, MachineFacts.UNKNOWN).fingerprint(), TreeCodec.encode(two, MachineFacts.UNKNOWN).fingerprint());
    }

    @Test
    void everyCutIsRefused() {
        for (int length = 0; length < encoded.bytes().length; length++) {
            byte[] cut = Arrays.copyOf(encoded.bytes(), length);
            assertThrows(IllegalArgumentException.class, () -> decode(cut), () -> "cut to " + cut.length);
        }
        assertThrows(IllegalArgumentException.class, () -> decode(Arrays.copyOf(encoded.bytes(), encoded.bytes().length + 1)));
    }

    @Test
    void anyOtherByteIsAnotherTreeOrRefused() {
        byte[] bytes = encoded.bytes();
        for (int i = 0; i < bytes.length; i++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] flipped = bytes.clone();
                flipped[i] ^= (byte) (1 << bit);
                try {
                    decode(flipped);
                } catch (IllegalArgumentException e) {
                    assertTrue(e.getMessage() != null && !e.getMessage().isEmpty());
                }
            }
        }
    }

    @Test
    void anotherFormatIsNamed() {
        byte[] newer = encoded.bytes().clone();
        newer[0] = 2;
        assertEquals("tree of format 2; this version reads format 1", assertThrows(IllegalArgumentException.class, () -> decode(newer)).getMessage());
    }

    @Test
    void deepFoldersAreRefusedBeforeTheStackEnds() {
        ByteWriter out = TreeCodec.head(MachineFacts.UNKNOWN, List.of());
        for (int i = 0; i < 100_000; i++) {
            out.number(TreeCodec.Tag.FOLDER.ordinal()).number(1).name("d");
        }
        out.number(TreeCodec.Tag.FOLDER.ordinal()).number(0);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> decode(out.toBytes())).getMessage().contains("folders deep"));
    }

    @Test
    void namesThatNoFileCanHaveAreRefused() {
        for (String name : List.of("", ".", "..", "a/b", "a\0b")) {
            byte[] bytes = TreeCodec.head(MachineFacts.UNKNOWN, List.of()).number(TreeCodec.Tag.FOLDER.ordinal()).number(1).name(name)
                    .number(TreeCodec.Tag.FIFO.ordinal()).number(0).toBytes();
            assertThrows(IllegalArgumentException.class, () -> decode(bytes), name);
        }
    }

    @Test
    void identitiesComeBackByObject() {
        TreeCodec.Decoded decoded = decode(encoded.bytes());
        Map<RegularFile, FileIdentity> back = IdentityCodec.decode(IdentityCodec.encode(encoded.files(), scan.identities()), decoded.files());
        assertEquals(scan.identities().size(), back.size());
        Directory before = (Directory) scan.tree().child("lib");
        Directory after = (Directory) decoded.tree().child("lib");
        for (String name : List.of("libfoo.so.1", "libbar.so.2")) {
            assertEquals(scan.identities().get((RegularFile) before.child(name)), back.get((RegularFile) after.child(name)));
        }
        assertThrows(IllegalArgumentException.class, () -> IdentityCodec.decode(new byte[] {0}, decoded.files()));
    }
}
