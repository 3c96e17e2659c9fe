package dev.interlock.selection;

import dev.interlock.inference.Api;

/** The first reason a model was not chosen. */
public sealed interface Loss {
  /** A code of the documented list. */
  String code();

  /** Policy keeps it out; policy says which rule. */
  record Disallowed() implements Loss {
    @Override
    public String code() {
      return "rule";
    }
  }

  record ApiNotServed(Api api) implements Loss {
    @Override
    public String code() {
      return "api";
    }
  }

  record CapabilityMissing(Capability capability) implements Loss {
    @Override
    public String code() {
      return "capability";
    }
  }

  /** The request and its answer need {@code needed} tokens, more than the context window. */
  record ContextTooSmall(int contextWindow, double needed) implements Loss {
    @Override
    public String code() {
      return "context_window";
    }
  }

  /** The quality signals are missing, so that only the virtual model's default is considered. */
  record NotScored() implements Loss {
    @Override
    public String code() {
      return "not_scored";
    }
  }

  /** Its chance of a sufficient answer is below the floor, or the lower one if none reaches it. */
  record LowQuality(double floor) implements Loss {
    @Override
    public String code() {
      return "quality";
    }
  }

  /** It reaches the floor, at a higher expected cost. */
  record Outscored() implements Loss {
    @Override
    public String code() {
      return "score";
    }
  }
}
