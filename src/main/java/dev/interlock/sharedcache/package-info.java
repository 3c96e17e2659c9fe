/**
 * What replicas of one fleet keep together in a Redis or Valkey: entries, sealed, and what each has
 * to tell the others. Requests are answered on the client's own threads, which are never held; owed
 * work and what others say have a virtual thread each. Knows nothing of rules, routing or the
 * protocol, and never looks into an answer.
 */
@NullMarked
package dev.interlock.sharedcache;

import org.jspecify.annotations.NullMarked;
