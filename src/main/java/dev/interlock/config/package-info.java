/**
 * The machinery of the one configuration file: a YAML tree that knows where every value stands,
 * typed readers that collect all problems, and the schema those same readers declare.
 *
 * <p>Used by the thread that loads; what it returns is immutable. Knows no feature: each section's
 * record and reader live beside the feature.
 *
 * <p>A section's reader takes an {@link dev.interlock.config.ObjectReader} and asks it for every
 * key the section has, with a type from {@link dev.interlock.config.Types}, a default where there
 * is one, and a sentence for the reference:
 *
 * {@snippet :
 * static Door read(ObjectReader in) {
 *   return new Door(
 *       in.required("name", text(), "What it is called."),
 *       in.optional("width", integer(1, 300), 90, "Centimetres."),
 *       in.section("lock", object(Lock::read), "How it is locked."));
 * }
 * }
 */
@NullMarked
package dev.interlock.config;

import org.jspecify.annotations.NullMarked;
