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

/**
 * A root on disk, of which only what is asked for is looked at: a question about one program touches a few dozen files, whatever
 * else lies there. A {@link RootScanner} sees the same entries; what this one saw it keeps, so that one question is asked of one state.
 */
public final class LiveRoot {
    private static final String ATTRIBUTES = "unix:mode,ino,dev,nlink,size";
    private static final int S_IFMT = 0170000, S_IFDIR = 0040000, S_IFREG = 0100000, S_IFLNK = 0120000;
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
                    hidden = Optional.of(ContentReader.reason(e));
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
                        hidden = Optional.of(ContentReader.reason(e));
                    } catch (DirectoryIteratorException e) {
                        hidden = Optional.of(ContentReader.reason(e.getCause()));
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
                yield new RegularFile(size, mode & 07777, linkGroup(attributes), () -> ContentReader.unstored(path, at, size));
            }
            case S_IFLNK -> new Symlink(BytePaths.text(Files.readSymbolicLink(path)));
            default -> new Special(Special.Kind.OTHER);
        };
    }

    private int linkGroup(Map<String, Object> attributes) {
        if (((Number) attributes.get("nlink")).longValue() < 2) {
            return 0;
        }
        List<Long> inode = List.of(((Number) attributes.get("dev")).longValue(), ((Number) attributes.get("ino")).longValue());
        return linkGroups.computeIfAbsent(inode, i -> lastGroup.incrementAndGet());
    }
}
