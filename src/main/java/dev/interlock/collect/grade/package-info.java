/**
 * How good an answer is: by comparison, by JSON schema, by a command or by a judge model. Graders
 * are thread-safe; none throws because of what an answer says.
 */
@NullMarked
package dev.interlock.collect.grade;

import org.jspecify.annotations.NullMarked;
