package org.abifit.root;

import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A tree whose files are still being read, and its passage into {@link Directory} and {@link RegularFile}. */
final class DraftTree {
    private final Folder top;
    private final Map<RegularFile, FileIdentity> identities = new IdentityHashMap<>();

    /** A folder; its entries are {@link Draft}s, {@link Folder}s and finished {@link Node}s. */
    static final class Folder {
        private final TreeMap<String, Object> entries = new TreeMap<>();
        private final Optional<String> hidden;
        private Map<String, Node> finished = Map.of();

        Folder(Optional<String> hidden) {
            this.hidden = hidden;
        }

        void put(String name, Draft file) {
            entries.put(name, file);
        }

        void put(String name, Folder folder) {
            entries.put(name, folder);
        }

        void put(String name, Node node) {
            entries.put(name, node);
        }
    }

    DraftTree(Folder top) {
        this.top = top;
    }

    /** {@return the tree, once all files are read} */
    Directory finish() {
        return finish(top);
    }

    private Directory finish(Folder folder) {
        Map<String, Node> children = LinkedHashMap.newLinkedHashMap(folder.entries.size());
        folder.entries.forEach((name, entry) -> children.put(name, switch (entry) {
            case Folder sub -> finish(sub);
            case Draft draft -> finish(draft);
            default -> (Node) entry;
        }));
        folder.finished = children;
        return new Directory(children, folder.hidden);
    }

    private RegularFile finish(Draft draft) {
        RegularFile file = new RegularFile(draft.size, draft.mode, draft.linkGroup, draft.content);
        identities.put(file, draft.identity);
        return file;
    }

    /** Puts a draft's new content into the finished tree, as long as nobody else has seen it. */
    void refresh(Draft draft) {
        Folder folder = (Folder) find(draft.at.substring(0, draft.at.lastIndexOf('/')));
        String name = draft.at.substring(draft.at.lastIndexOf('/') + 1);
        identities.remove((RegularFile) folder.finished.put(name, finish(draft)));
    }

    /** {@return the file at a path without links, if there is one} */
    Optional<Draft> file(String path) {
        return find(path) instanceof Draft draft ? Optional.of(draft) : Optional.empty();
    }

    private Object find(String path) {
        Object at = top;
        for (String name : path.split("/")) {
            if (!name.isEmpty()) {
                at = at instanceof Folder folder ? folder.entries.get(name) : null;
            }
        }
        return at;
    }

    void forEachFile(Consumer<Draft> action) {
        forEachFile(top, action);
    }

    private static void forEachFile(Folder folder, Consumer<Draft> action) {
        for (Object entry : folder.entries.values()) {
            if (entry instanceof Folder sub) {
                forEachFile(sub, action);
            } else if (entry instanceof Draft draft) {
                action.accept(draft);
            }
        }
    }

    /** {@return by what the files of the finished tree are known again; keyed by object} */
    Map<RegularFile, FileIdentity> identities() {
        return identities;
    }
}
