/**
 * The examples, followed as their READMEs say: shell, built distribution, real Envoy.
 *
 * <p>The test's thread, and the processes a README starts. Knows nothing that a reader would not
 * know.
 */
@NullMarked
package dev.interlock.examples;

import org.jspecify.annotations.NullMarked;
