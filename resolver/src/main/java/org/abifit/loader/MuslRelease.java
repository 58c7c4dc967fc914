package org.abifit.loader;

import java.util.Set;
import org.abifit.elf.ElfFile;
import org.abifit.elf.LibcBuild;

/**
 * What changed between releases of musl, as far as a loader's answers show it.
 *
 * @param number the release, {@code 1.2.5}; of a build that does not say, the newest known
 */
record MuslRelease(String number) {
    private static final String NEWEST = "1.2.6";
    /** The names that {@code get_lfs64} leads to those without {@code 64} at the end. */
    private static final Set<String> LARGE_FILE_NAMES = Set.of("aio_cancel", "aio_error", "aio_fsync", "aio_read", "aio_return", "aio_suspend", "aio_write",
            "alphasort", "creat", "fallocate", "fgetpos", "fopen", "freopen", "fseeko", "fsetpos", "fstat", "fstatat", "fstatfs", "fstatvfs", "ftello",
            "ftruncate", "ftw", "getdents", "getrlimit", "glob", "globfree", "lio_listio", "lockf", "lseek", "lstat", "mkostemp", "mkostemps", "mkstemp",
            "mkstemps", "mmap", "nftw", "open", "openat", "posix_fadvise", "posix_fallocate", "pread", "preadv", "prlimit", "pwrite", "pwritev", "readdir",
            "scandir", "sendfile", "setrlimit", "stat", "statfs", "statvfs", "tmpfile", "truncate", "versionsort", "__fxstat", "__fxstatat", "__lxstat",
            "__xstat");
    /** 1.2.4 and 1.2.5 copied the name into a buffer of 16. */
    private static final int ONCE_LONGEST = 16;

    static MuslRelease of(ElfFile loader) {
        return new MuslRelease(loader.libc().flatMap(LibcBuild::release).orElse(NEWEST));
    }

    private boolean atLeast(String other) {
        return VersionNames.compare(number, other) >= 0;
    }

    /** {@return whether a segment that covers no page is passed over; before 1.2.3 mapping it failed} */
    boolean mapsEmptySegments() {
        return atLeast("1.2.3");
    }

    /** {@return whether relocations in {@code DT_RELR} are done} */
    boolean knowsRelr() {
        return atLeast("1.2.4");
    }

    /** {@return the name that the loader looks up in the C library when {@code name} is nowhere else; {@code name} itself for most} */
    String inLibc(String name) {
        if (!atLeast("1.2.4") || name.length() > ONCE_LONGEST && !atLeast("1.2.6")) {
            return name;
        }
        if (name.equals("readdir64_r")) {
            return "readdir_r";
        }
        String base = name.endsWith("64") ? name.substring(0, name.length() - 2) : "";
        return LARGE_FILE_NAMES.contains(base) ? base : name;
    }
}
