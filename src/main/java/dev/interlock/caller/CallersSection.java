package dev.interlock.caller;

import static dev.interlock.config.Types.flag;
import static dev.interlock.config.Types.integer;
import static dev.interlock.config.Types.list;
import static dev.interlock.config.Types.object;
import static dev.interlock.config.Types.someOf;
import static dev.interlock.config.Types.text;

import dev.interlock.config.ObjectReader;
import java.util.List;
import java.util.Optional;

/** The key {@code callers}. */
public final class CallersSection {
  private static final FactPaths NOWHERE =
      new FactPaths(List.of("tenant"), List.of(), List.of(), List.of());

  private CallersSection() {}

  /** Reads the key {@code callers} of the whole file's mapping. */
  public static Optional<CallerSettings> read(ObjectReader in) {
    return in.optional(
        "callers",
        object(CallersSection::settings),
        "Who calls, as Envoy authenticates them. Left out, Envoy asks nobody who they are.");
  }

  private static CallerSettings settings(ObjectReader in) {
    Optional<CallerSource> jwt =
        in.optional(
            "jwt",
            object(JwtSection::read),
            "Signed tokens (JWT), as `authorization: Bearer` or `x-api-key`.");
    Optional<CallerSource> apiKeys =
        in.optional(
            "api_keys",
            object(ApiKeySection::read),
            "Keys of your own, as `authorization: Bearer` or `x-api-key`.");
    Optional<CallerSource> metadata =
        in.optional(
            "metadata",
            object(CallersSection::metadata),
            "What a filter before ours has put into Envoy's dynamic metadata.");
    in.exactlyOne("jwt", "api_keys", "metadata");
    boolean anonymous =
        in.optional(
            "anonymous",
            flag(),
            false,
            "Let those in who show nothing, as nobody's. Otherwise they get a 401, as do those"
                + " always who show something wrong.");
    int metricTenants =
        in.optional(
            "metric_tenants",
            integer(0, 10_000),
            CallerSettings.DEFAULT_METRIC_TENANTS,
            "How many tenants metrics tell apart; the others are counted as `other`.");
    CallerSource source =
        jwt.or(() -> apiKeys)
            .or(() -> metadata)
            .orElseGet(() -> new CallerSource.Metadata("none", NOWHERE));
    return new CallerSettings(source, anonymous, metricTenants);
  }

  private static CallerSource metadata(ObjectReader in) {
    return new CallerSource.Metadata(
        in.required(
            "namespace", text(), "The namespace that filter writes, which no client can write."),
        paths(in));
  }

  /** The keys {@code tenant}, {@code user}, {@code groups} and {@code purpose} of {@code in}. */
  static FactPaths paths(ObjectReader in) {
    List<String> tenant =
        in.required(
            "tenant",
            someOf(text()),
            "Path of the tenant, from the outside in. Who has none is not known.");
    return new FactPaths(
        tenant.isEmpty() ? NOWHERE.tenant() : tenant,
        in.optional("user", list(text()), List.of(), "Path of the user."),
        in.optional("groups", list(text()), List.of(), "Path of the groups: a text or a list."),
        in.optional("purpose", list(text()), List.of(), "Path of the purpose."));
  }
}
