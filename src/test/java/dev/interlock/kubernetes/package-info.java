/**
 * The chart on a real Kubernetes: {@code make test-k8s}. Reached are the API server, through
 * kubectl and helm, and a node's ports.
 *
 * <p>The test's thread, and those of the load. Knows nothing that an operator could not see.
 */
@NullMarked
package dev.interlock.kubernetes;

import org.jspecify.annotations.NullMarked;
