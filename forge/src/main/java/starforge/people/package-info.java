/** What others see of a person: the profile and its repositories. */
@NullMarked
package starforge.people;

import org.jspecify.annotations.NullMarked;
