/**
 * Work outside the request. A job is a row, which is its truth: it is taken by one runner at a time, for as long as that
 * runner shows that it lives, and what it changes is stored in one transaction with its end. So a job may be begun twice, after
 * a crash, and has its effect once.
 */
@org.jspecify.annotations.NullMarked
package starforge.jobs;
