package dev.interlock.selection;

import dev.interlock.inference.Api;

/** The first reason a model was not chosen. */
public sealed interface Loss {
  /** Its kind, on the documented list. */
  Code code();

  /** The documented, stable list. */
  enum Code {
    RULE("rule", "A rule does not allow the model."),
    API("api", "The model does not serve the endpoint."),
    CAPABILITY("capability", "The model lacks a capability that the request needs."),
    EFFORT(
        "effort",
        "The request leaves no room for so much thinking: by its cap, or by what the provider"
            + " refuses beside it."),
    CONTEXT_WINDOW("context_window", "Request and answer do not fit the model's context window."),
    NOT_SCORED("not_scored", "Quality signals were missing, so that only the default counted."),
    QUALITY(
        "quality",
        "The chance of a sufficient answer is below the floor, or not the highest if none reaches"
            + " it."),
    UNCERTIFIED(
        "uncertified",
        "The chance of a sufficient answer reaches the floor, but is not certified to, as the rule"
            + " demands."),
    RESTING(
        "resting",
        "The model's server failed lately, so that others are asked first; it stays in the plan."),
    EXPLORED(
        "explored", "It would have been the choice; another is tried, to learn how that one does."),
    HELD("held", "The conversation stays with the model that answered so far."),
    SCORE("score", "Good enough, at a higher expected cost than the choice.");

    private final String id;
    private final String meaning;

    Code(String id, String meaning) {
      this.id = id;
      this.meaning = meaning;
    }

    /** The documented code. */
    public String id() {
      return id;
    }

    /** One sentence for the reference. */
    public String meaning() {
      return meaning;
    }
  }

  /** Policy keeps it out; policy says which rule. */
  record Disallowed() implements Loss {
    @Override
    public Code code() {
      return Code.RULE;
    }
  }

  record ApiNotServed(Api api) implements Loss {
    @Override
    public Code code() {
      return Code.API;
    }
  }

  record CapabilityMissing(Capability capability) implements Loss {
    @Override
    public Code code() {
      return Code.CAPABILITY;
    }
  }

  /** The request cannot be sent with so much thinking. */
  record EffortUnfit() implements Loss {
    @Override
    public Code code() {
      return Code.EFFORT;
    }
  }

  /** The request and its answer need {@code needed} tokens, more than the context window. */
  record ContextTooSmall(int contextWindow, double needed) implements Loss {
    @Override
    public Code code() {
      return Code.CONTEXT_WINDOW;
    }
  }

  /** The quality signals are missing, so that only the virtual model's default is considered. */
  record NotScored() implements Loss {
    @Override
    public Code code() {
      return Code.NOT_SCORED;
    }
  }

  /** Its chance of a sufficient answer is below the floor, or the lower one if none reaches it. */
  record LowQuality(double floor) implements Loss {
    @Override
    public Code code() {
      return Code.QUALITY;
    }
  }

  /** Its chance of a sufficient answer is not certified to reach the floor, as it must be. */
  record Uncertified(double floor) implements Loss {
    @Override
    public Code code() {
      return Code.UNCERTIFIED;
    }
  }

  /** Its server failed lately, and another candidate's did not. */
  record Resting() implements Loss {
    @Override
    public Code code() {
      return Code.RESTING;
    }
  }

  /** Another model answered the conversation so far, and it stays with that one. */
  record Held(Hold hold) implements Loss {
    @Override
    public Code code() {
      return Code.HELD;
    }
  }

  /** It would have been the choice. */
  record Explored() implements Loss {
    @Override
    public Code code() {
      return Code.EXPLORED;
    }
  }

  /** It reaches the floor, at a higher expected cost. */
  record Outscored() implements Loss {
    @Override
    public Code code() {
      return Code.SCORE;
    }
  }
}
