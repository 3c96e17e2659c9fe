package dev.interlock.dialect.replay;

import dev.interlock.inference.Api;
import dev.interlock.inference.Usage;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/** An answer that is whole, as the JSON body its endpoint sends. Immutable. */
public final class WholeAnswer {
  private final Api api;
  private final byte[] json;
  private final String model;
  private final Optional<Usage> usage;

  /** Takes {@code json}, which has been judged and is nobody else's. */
  WholeAnswer(Api api, byte[] json, String model, Optional<Usage> usage) {
    this.api = api;
    this.json = json;
    this.model = model;
    this.usage = usage;
  }

  /** The whole answer that {@code json}, a body of {@code api}, is; empty where it is none. */
  public static Optional<WholeAnswer> of(Api api, byte[] json) {
    try {
      return Optional.of(Body.read(api, json.clone()));
    } catch (Objection _) {
      return Optional.empty();
    }
  }

  /** The endpoint whose answer this is. */
  public Api api() {
    return api;
  }

  /** The model that answered, in the upstream's words; may be empty. */
  public String model() {
    return model;
  }

  /** What the upstream reported; empty where it did not. */
  public Optional<Usage> usage() {
    return usage;
  }

  /** Bytes of the body. */
  public int bytes() {
    return json.length;
  }

  /** The body; not to be changed. */
  byte[] json() {
    return json;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WholeAnswer that && api == that.api && Arrays.equals(json, that.json);
  }

  @Override
  public int hashCode() {
    return Objects.hash(api, Arrays.hashCode(json));
  }

  @Override
  public String toString() {
    return "WholeAnswer[api=" + api + ", bytes=" + json.length + "]";
  }
}
