/**
 * Hooks: tasks that workers outside do after a push. Such a task is a foreign job; what becomes of it is a flag of the commit
 * that was pushed.
 */
@org.jspecify.annotations.NullMarked
package starforge.hooks;
