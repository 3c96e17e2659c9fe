package dev.interlock.extproc;

/** The names in Envoy's dynamic metadata that we write, and read again for each attempt. */
final class MetadataNames {
  /** The namespace that the rendered filters let through. */
  static final String NAMESPACE = "interlock";

  static final String DECISION = "decision";
  static final String USAGE = "usage";

  /** What an attempt must know of the request. */
  static final String PLAN = "plan";

  static final String API = "api";
  static final String STREAM = "stream";

  /** By model, the effort that we chose for it. */
  static final String EFFORTS = "efforts";

  /** Whether the request states no cap on its answer. */
  static final String CAPS = "caps";

  /** The namespace from which Envoy's {@code priority_group} takes the order of clusters. */
  static final String GROUPS_NAMESPACE = "interlock.groups";

  static final String GROUPS = "priority_groups";
  static final String GROUP_NAME = "name";

  private MetadataNames() {}
}
