package org.abifit.loader;

import java.util.List;
import org.abifit.elf.ElfFile;
import org.abifit.root.RegularFile;

/**
 * An object that the loader maps.
 *
 * @param name the name it was first asked for under: a soname, or the application's path
 * @param path the path as the loader built it
 * @param realPath the same with links followed
 * @param file the file
 * @param elf its facts
 * @param loader the path of the object that first asked for it; empty for the application, preloads and what is opened later
 * @param route how it was found
 * @param needs what its DT_NEEDED entries came to, in order
 */
public record LoadedObject(String name, String path, String realPath, RegularFile file, ElfFile elf, String loader, Route route, List<Need> needs) {}
