/** Interlock: semantic routing for Envoy. This package holds the entry point and nothing else. */
@NullMarked
package dev.interlock;

import org.jspecify.annotations.NullMarked;
