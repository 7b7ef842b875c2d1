package starforge.groups;

/** A group in a list, with how many people are in it who are not blocked. */
public record GroupLine(Group group, int members) {}
