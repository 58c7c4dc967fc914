/**
 * What the dynamic loader would say: a model of glibc's and musl's {@code ld.so} over scanned facts.
 *
 * <p>The door is {@link org.abifit.loader.Loader#load}: a {@link org.abifit.loader.LoadQuestion} (a file system as the process sees
 * it, an application, an environment, a machine) in, a {@link org.abifit.loader.LoadReport} out. Nothing is executed and no file is
 * opened. The model follows the loader's phases in their order, so that the first message is the loader's own, and goes on after
 * the first failure, so that the list is whole.
 *
 * <p>Rooms: {@code Glibc} (the phases), {@code LibrarySearch} (where a name is looked for), {@code Acceptance} (is this file taken),
 * {@code VersionCheck}, {@code Binder} (symbols), {@code InitOrder} (whose symbols first), {@code Musl}, and
 * {@link org.abifit.loader.Container}, which puts a question together from an image, a host and binds.
 */
package org.abifit.loader;
