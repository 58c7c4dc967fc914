package org.abifit.loader;

import java.util.SortedMap;
import org.abifit.root.FileView;
import org.abifit.root.MachineFacts;

/**
 * What a loader is asked.
 *
 * @param files the file system as the process sees it, binds included
 * @param app the absolute path of the program, or of a shared object that a program without needs of its own would preload
 * @param env the environment, as far as loaders read it
 * @param machine processor level, page size, kernel
 */
public record LoadQuestion(FileView files, String app, SortedMap<String, String> env, MachineFacts machine) {}
