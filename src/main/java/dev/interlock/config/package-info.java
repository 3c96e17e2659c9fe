/**
 * The machinery of the one configuration file: a YAML tree that knows where every value stands,
 * typed readers that collect all problems, and the schema those same readers declare.
 *
 * <p>Used by the thread that loads; what it returns is immutable. Knows no feature: each section's
 * record and reader live beside the feature.
 */
@NullMarked
package dev.interlock.config;

import org.jspecify.annotations.NullMarked;
