/**
 * Repositories as the forge knows them: names, owners, visibility, who may do what. Decides at the one gate. Listens to pushes;
 * broadcasts {@code created renamed deleted acl pushed}.
 */
@NullMarked
package starforge.repos;

import org.jspecify.annotations.NullMarked;
