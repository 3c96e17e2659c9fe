/**
 * Plots as inline SVG: the same data give the same bytes. Colours are classes that the page styles,
 * so that a plot follows it into the dark.
 *
 * <p>Pure, any thread. Knows numbers and names, not what they mean.
 */
@NullMarked
package dev.interlock.eval.chart;

import org.jspecify.annotations.NullMarked;
