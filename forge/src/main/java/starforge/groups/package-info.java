/**
 * Groups: people who own repositories together, under one name. Broadcasts {@code acl} to those who are in no longer. Listens to
 * nothing. What a role allows at a repository stands in the view {@code collaborators} of the database.
 */
@NullMarked
package starforge.groups;

import org.jspecify.annotations.NullMarked;
