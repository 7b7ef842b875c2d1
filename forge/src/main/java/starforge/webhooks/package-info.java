/** Other servers are told what happens to a repository, in Pagure's words, by jobs: signed, again when they do not answer, and with a log. */
@org.jspecify.annotations.NullMarked
package starforge.webhooks;
