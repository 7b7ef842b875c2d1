package starforge.git.read;

/**
 * A path that differs between two trees. Names are bytes, one letter each (ISO 8859-1), for {@link Letters#path} or for a
 * patch; both are set also when something was added or deleted.
 *
 * @param similarity of the contents in percent, for a rename or copy
 */
record Delta(FileDiff.Change change, String oldName, String newName, Spot before, Spot after, int similarity) {
    static Delta added(String name, Spot after) {
        return new Delta(FileDiff.Change.ADDED, name, name, Spot.NOTHING, after, 0);
    }

    static Delta deleted(String name, Spot before) {
        return new Delta(FileDiff.Change.DELETED, name, name, before, Spot.NOTHING, 0);
    }

    static Delta modified(String name, Spot before, Spot after) {
        return new Delta(FileDiff.Change.MODIFIED, name, name, before, after, 0);
    }

    boolean hasSameContents() {
        return before.id().equals(after.id());
    }
}
