/**
 * Which conversation a request belongs to, and who answered it so far: by its own earlier turns or
 * by a header, remembered in bounded memory for a bounded time.
 */
@NullMarked
package dev.interlock.conversation;

import org.jspecify.annotations.NullMarked;
