/**
 * A real browser, driven by its DevTools protocol.
 *
 * <p>The test's thread. Knows nothing of the page it shows.
 */
@NullMarked
package dev.interlock.browser;

import org.jspecify.annotations.NullMarked;
