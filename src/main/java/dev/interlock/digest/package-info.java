/** Hashes by which bytes are known again. Pure; any thread. Knows nothing of what they are of. */
@NullMarked
package dev.interlock.digest;

import org.jspecify.annotations.NullMarked;
