/**
 * Tests of the Helm chart, with the real helm.
 *
 * <p>Runs on the test's thread. Knows no code of the product but what reads its configuration.
 */
@NullMarked
package dev.interlock.chart;

import org.jspecify.annotations.NullMarked;
