/**
 * What every {@code *Pages} class needs: routes, the request and its answer ({@link Exchange}), sessions, templates and
 * themes, and how a refusal or a bug becomes a page. Knows no feature.
 */
@NullMarked
package starforge.web;

import org.jspecify.annotations.NullMarked;
