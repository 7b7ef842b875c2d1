/** Requests that the forge makes to other servers, for people who name the address: none of them reaches what only the forge can reach. */
@org.jspecify.annotations.NullMarked
package starforge.outgoing;
