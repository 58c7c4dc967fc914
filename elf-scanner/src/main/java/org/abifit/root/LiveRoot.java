package org.abifit.root;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.abifit.elf.ElfOutcome;
import org.abifit.elf.ElfReader;

/**
 * A root on disk, of which only what is asked for is looked at: a question about one program touches a few dozen files, whatever
 * else lies there. A {@link RootScanner} sees the same entries; what this one saw it keeps, so that one question is asked of one state.
 */
public final class LiveRoot {
    private static final String ATTRIBUTES = "unix:mode,ino,dev,nlink,size";
    private static final int S_IFMT = 0170000, S_IFDIR = 0040000, S_IFREG = 0100000, S_IFLNK = 0120000, S_IFIFO = 0010000, S_IFSOCK = 0140000,
            S_IFBLK = 0060000, S_IFCHR = 0020000;
    private static final Pattern CONFIGURATION = Pattern.compile("/etc/ld\\.so\\.(cache|preload)|/etc/ld-musl-[^/]*\\.path|(/etc|/usr/lib)/os-release|/.*\\.conf|/etc/ld\\.so\\.conf\\.d/.*",
            Pattern.DOTALL);
    private static final long MOST_CONFIGURATION = 16 << 20;
    private static final List<String> KERNEL_FOLDERS = List.of("/proc", "/sys", "/dev");

    private final boolean machineRoot;
    private final Map<List<Long>, Integer> linkGroups = new ConcurrentHashMap<>();
    private final AtomicInteger lastGroup = new AtomicInteger();

    private LiveRoot(boolean machineRoot) {
        this.machineRoot = machineRoot;
    }

    /**
     * {@return the root at a folder}
     *
     * @throws IOException when there is no such folder
     */
    public static Directory open(Path root) throws IOException {
        Path real = root.toRealPath();
        if (!Files.isDirectory(real)) {
            throw new java.nio.file.NotDirectoryException(root.toString());
        }
        return new LiveRoot(real.getNameCount() == 0).folder(real, "");
    }

    private Directory folder(Path path, String at) {
        return new Directory(new Directory.Source() {
            private volatile Optional<String> hidden = machineRoot && KERNEL_FOLDERS.contains(at) ? Optional.of("belongs to the kernel") : Optional.empty();

            @Override
            public Node child(String name) {
                if (hidden.isPresent()) {
                    return null;
                }
                try {
                    return entry(path, at + "/" + name, name);
                } catch (AccessDeniedException e) {
                    hidden = Optional.of(ElfOutcome.Unreadable.of(e).why());
                    return null;
                } catch (IOException e) {
                    return null;
                }
            }

            @Override
            public Collection<String> names() {
                List<String> names = new ArrayList<>();
                if (hidden.isEmpty()) {
                    try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
                        entries.forEach(e -> names.add(BytePaths.name(e)));
                    } catch (IOException e) {
                        hidden = Optional.of(ElfOutcome.Unreadable.of(e).why());
                    } catch (DirectoryIteratorException e) {
                        hidden = Optional.of(ElfOutcome.Unreadable.of(e.getCause()).why());
                    }
                }
                return names;
            }

            @Override
            public Optional<String> hidden() {
                return hidden;
            }
        });
    }

    private Node entry(Path folder, String at, String name) throws IOException {
        Path path = folder.resolve(BytePaths.path("/" + name).getFileName());
        Map<String, Object> attributes = Files.readAttributes(path, ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
        int mode = (Integer) attributes.get("mode");
        return switch (mode & S_IFMT) {
            case S_IFDIR -> folder(path, at);
            case S_IFREG -> {
                long size = ((Number) attributes.get("size")).longValue();
                yield new RegularFile(size, mode & 07777, linkGroup(attributes), () -> content(path, at, size));
            }
            case S_IFLNK -> new Symlink(BytePaths.text(Files.readSymbolicLink(path)));
            case S_IFIFO -> new Special(Special.Kind.FIFO);
            case S_IFSOCK -> new Special(Special.Kind.SOCKET);
            case S_IFBLK, S_IFCHR -> new Special(Special.Kind.DEVICE);
            default -> new Special(Special.Kind.OTHER);
        };
    }

    /** Which files decide what is loaded is known by their places; {@code include} lines of ld.so.conf name {@code .conf} files. */
    private static Content content(Path path, String at, long size) {
        if ((CONFIGURATION.matcher(at).matches() || PluginTexts.PATHS.matcher(at).matches()) && size <= MOST_CONFIGURATION) {
            return kept(path);
        }
        return size == 0 ? Content.Plain.PLAIN : switch (ElfReader.read(path)) {
            case ElfOutcome.Parsed p -> new Content.Elf(ElfRef.unstored(p.file()));
            case ElfOutcome.NotElf n -> ContentReader.content(n);
            case ElfOutcome.Malformed m -> new Content.Malformed(m.header(), m.fault());
            case ElfOutcome.Unreadable u -> new Content.Unreadable(u.why());
        };
    }

    private static Content kept(Path path) {
        try {
            return new Content.Kept(Files.readAllBytes(path));
        } catch (IOException e) {
            return new Content.Unreadable(ElfOutcome.Unreadable.of(e).why());
        }
    }

    private int linkGroup(Map<String, Object> attributes) {
        if (((Number) attributes.get("nlink")).longValue() < 2) {
            return 0;
        }
        List<Long> inode = List.of(((Number) attributes.get("dev")).longValue(), ((Number) attributes.get("ino")).longValue());
        return linkGroups.computeIfAbsent(inode, i -> lastGroup.incrementAndGet());
    }
}
