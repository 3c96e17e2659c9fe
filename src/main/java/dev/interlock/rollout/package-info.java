/**
 * Which requests follow their decision while the others are only decided about: a share of each
 * kind of traffic, drawn so that a larger share contains the smaller one.
 */
@NullMarked
package dev.interlock.rollout;

import org.jspecify.annotations.NullMarked;
