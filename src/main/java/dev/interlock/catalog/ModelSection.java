package dev.interlock.catalog;

import static dev.interlock.config.Types.choice;
import static dev.interlock.config.Types.date;
import static dev.interlock.config.Types.integer;
import static dev.interlock.config.Types.list;
import static dev.interlock.config.Types.number;
import static dev.interlock.config.Types.object;
import static dev.interlock.config.Types.someOf;
import static dev.interlock.config.Types.text;

import dev.interlock.config.ObjectReader;
import dev.interlock.config.Type;
import dev.interlock.inference.Api;
import java.net.URI;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One entry of {@code models}. */
final class ModelSection {
  static final Type<Model> TYPE = object(ModelSection::read);

  /** Stands for an id that could not be read. No id reads like it. */
  static final String NO_ID = "?";

  static final Type<String> MODEL_ID =
      text("[A-Za-z0-9][A-Za-z0-9._:/@-]{0,127}", "a name of letters, digits and ._:/@-", NO_ID);
  private static final Type<String> TAG =
      text("[A-Za-z0-9][A-Za-z0-9._:/-]{0,63}", "a label of letters, digits and ._:/-", "tag");
  private static final Type<String> CAPABILITY =
      choice(
          List.of("tools", "json_object", "json_schema", "vision", "audio", "files"), word -> word);
  private static final Type<String> SITE =
      choice(List.of("edge", "on-prem", "cloud"), word -> word);
  private static final Type<Double> AMOUNT = number(0, Double.MAX_VALUE);

  /** Days after which a price deserves a second look. */
  private static final long OLD_PRICE = 180;

  private ModelSection() {}

  private static Model read(ObjectReader in) {
    String id =
        in.required("id", MODEL_ID, "The name in requests, decisions and elsewhere in this file.");
    Optional<URI> address = UpstreamSection.address(in);
    Optional<String> cluster =
        in.optional(
            "cluster", text(), "An Envoy cluster that exists already, in place of `address`.");
    in.exactlyOne("address", "cluster");
    String upstreamModel =
        in.optional("upstream_model", text(), "The name the upstream wants; `id` if left out.")
            .orElse(id);
    Set<Api> apis =
        EnumSet.copyOf(
            in.optional(
                "apis",
                someOf(choice(List.of(Api.values()), Api::id)),
                List.of(Api.CHAT),
                "The endpoints it serves. A hard constraint: requests are not translated between"
                    + " dialects."));
    Optional<Upstream> upstream = UpstreamSection.read(in, address, apis);
    double quality =
        in.optional(
            "quality",
            number(0, 1),
            0.5,
            "Share of mixed traffic it answers well, until a trained bundle knows better.");
    if (!in.has("quality") && !apis.equals(Set.of(Api.EMBEDDINGS))) {
      in.warn("quality", "missing, counted as 0.5", "the share of traffic it answers well");
    }
    Price price = in.section("price", object(ModelSection::price), "List price.");
    if (!in.has("price")) {
      in.warn("price", "missing, counted as free", "{input: USD, output: USD} per million tokens");
    }
    return new Model(
        id,
        cluster.orElseGet(() -> UpstreamSection.cluster(id, upstream)),
        upstream,
        upstreamModel,
        apis,
        quality,
        price,
        in.required(
            "context_window",
            integer(1, 100_000_000),
            "Tokens it can take, input and output together. A hard constraint."),
        Set.copyOf(
            in.optional(
                "capabilities",
                list(CAPABILITY),
                List.of(),
                "What it can do beyond plain text. A hard constraint for requests that need it.")),
        Set.copyOf(in.optional("tags", list(TAG), List.of(), "Labels of your own, for policies.")),
        in.optional("site", SITE, "cloud", "Where it runs."),
        in.section("energy", object(ModelSection::energy), "Energy it uses."),
        in.section("latency", object(ModelSection::latency), "Latency, until it is measured."),
        ReasoningSection.read(in, apis, quality),
        in.has("quality"));
  }

  private static Price price(ObjectReader in) {
    double input = in.optional("input", AMOUNT, 0.0, "USD per million input tokens.");
    Optional<Double> cachedInput =
        in.optional(
            "cached_input",
            AMOUNT,
            "USD per million input tokens that the provider reads from its prompt cache; `input`, if"
                + " left out.");
    if (cachedInput.isPresent() && cachedInput.get() > input) {
      in.reject("cached_input", "more than `input`", "at most what `input` costs");
    }
    double output = in.optional("output", AMOUNT, 0.0, "USD per million output tokens.");
    Optional<LocalDate> asOf =
        in.optional("as_of", date(), "The day the price was looked up; you are warned in time.");
    asOf.ifPresent(
        day -> {
          long age = ChronoUnit.DAYS.between(day, in.reading().today());
          if (age > OLD_PRICE) {
            in.warn("as_of", day + " is " + age + " days ago", "a price checked this half-year");
          } else if (age < -1) {
            in.reject("as_of", day + " is in the future", "the day the price was looked up");
          }
        });
    return new Price(input, cachedInput, output, asOf);
  }

  private static Energy energy(ObjectReader in) {
    return new Energy(
        in.optional("input", AMOUNT, 0.0, "Wh per thousand input tokens."),
        in.optional("output", AMOUNT, 0.0, "Wh per thousand output tokens."));
  }

  private static Latency latency(ObjectReader in) {
    return new Latency(
        in.optional("first_token_ms", AMOUNT, 0.0, "Milliseconds to the first token."),
        in.optional("per_token_ms", AMOUNT, 0.0, "Milliseconds for each token after it."));
  }
}
