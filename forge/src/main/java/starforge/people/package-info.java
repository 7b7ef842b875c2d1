/** What others see of a person: the profile and its repositories, and groups of people. */
@NullMarked
package starforge.people;

import org.jspecify.annotations.NullMarked;
