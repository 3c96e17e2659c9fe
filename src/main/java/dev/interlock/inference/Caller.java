package dev.interlock.inference;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** Who asks, as Envoy authenticated them; never what a request says of itself. Immutable. */
public sealed interface Caller {
  /** Somebody who need not be known. */
  static Caller anonymous() {
    return new Anonymous();
  }

  /** Whom they work for: what is counted and billed together. Empty: nobody knows. */
  default String tenant() {
    return "";
  }

  /** Which person or program it is; may be personal. Empty: nobody knows. */
  default String user() {
    return "";
  }

  default List<String> groups() {
    return List.of();
  }

  /** What for. Empty: nobody knows. */
  default String purpose() {
    return "";
  }

  /**
   * Somebody who is known.
   *
   * @param tenant not empty
   */
  record Known(String tenant, String user, List<String> groups, String purpose) implements Caller {
    public Known {
      requireNonNull(user, "user");
      requireNonNull(purpose, "purpose");
      groups = List.copyOf(groups);
      if (tenant.isEmpty()) {
        throw new IllegalArgumentException("tenant: empty (expected: a name)");
      }
    }

    /** Not the user, who may be a person. */
    @Override
    public String toString() {
      return "Known[tenant=" + tenant + ", groups=" + groups + ", purpose=" + purpose + "]";
    }
  }

  /** Somebody who need not be known: nobody asks, or the operator lets them in. */
  record Anonymous() implements Caller {}

  /** Somebody who must be known and is not: Envoy said nothing of them. */
  record Unidentified() implements Caller {}
}
