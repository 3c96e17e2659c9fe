package dev.interlock.bootstrap;

import static dev.interlock.config.Types.located;
import static dev.interlock.config.Types.map;
import static dev.interlock.config.Types.object;
import static dev.interlock.config.Types.text;

import dev.interlock.catalog.Action;
import dev.interlock.catalog.Model;
import dev.interlock.catalog.ModelCatalog;
import dev.interlock.catalog.VirtualModel;
import dev.interlock.config.Located;
import dev.interlock.config.Location;
import dev.interlock.config.ObjectReader;
import dev.interlock.embedding.EncoderException;
import dev.interlock.inference.Api;
import dev.interlock.predictor.BundleException;
import dev.interlock.predictor.InstalledBundle;
import dev.interlock.predictor.RouterBundle;
import dev.interlock.predictor.Seat;
import dev.interlock.predictor.Seating;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The key {@code predictor}: the router bundle, and who is who in it. */
final class PredictorSection {
  private static final String EXPECTED = "a router bundle, written by `interlock train`";

  /** In place of a file: the bundle that is shipped. */
  private static final String SHIPPED = "default";

  private PredictorSection() {}

  /**
   * What the section says.
   *
   * @param bundle empty where it cannot be used, which was reported, and where the shipped one is
   *     meant and there is no distribution to serve from
   * @param names by id of the catalogue, names in the bundle
   * @param location of the bundle's name
   */
  private record Stated(
      Optional<RouterBundle> bundle,
      String version,
      Map<String, Located<String>> names,
      Location location) {}

  /** Reads the key of the whole file's mapping, and warns of models that have no forecast. */
  static Optional<InstalledBundle> read(ObjectReader in, ModelCatalog catalog, Bundles bundles) {
    Optional<Stated> stated =
        in.optional(
            "predictor",
            object(each -> stated(each, bundles)),
            "What models can be expected to make of a prompt, learnt from graded answers.");
    if (stated.isEmpty() || !in.ok("models") || !in.ok("virtual_models")) {
      return Optional.empty();
    }
    return stated.get().bundle().map(bundle -> installed(in, stated.get(), bundle, catalog));
  }

  private static Stated stated(ObjectReader in, Bundles bundles) {
    String name =
        in.required(
            "bundle",
            text(),
            "A file as `interlock train` writes it, relative to this one; or `default`, which is"
                + " shipped.");
    Map<String, Located<String>> names =
        in.optional(
                "models",
                map(located(text())),
                "Names in the bundle by model id, for models that it knows neither by their id nor"
                    + " by their `upstream_model`.")
            .map(Map::copyOf)
            .orElse(Map.of());
    Location location = in.location("bundle");
    if (in.ok("bundle")) {
      try {
        Optional<byte[]> bytes =
            name.equals(SHIPPED)
                ? bundles.shipped()
                : Optional.of(in.reading().files().bytes(name));
        return new Stated(
            bytes.map(each -> bundles.read(name, each)),
            bytes.map(RouterBundle::version).orElse(""),
            names,
            location);
      } catch (IOException | BundleException | EncoderException e) {
        in.reject("bundle", String.valueOf(e.getMessage()), EXPECTED);
      }
    }
    return new Stated(Optional.empty(), "", names, location);
  }

  private static InstalledBundle installed(
      ObjectReader in, Stated stated, RouterBundle bundle, ModelCatalog catalog) {
    checkNames(in, stated.names(), bundle, catalog);
    var positions = new HashMap<String, Integer>();
    for (Model model : catalog.models()) {
      int position = position(model, stated.names(), bundle.models());
      if (position >= 0) {
        positions.put(model.id(), position);
      }
      for (Action action : Action.efforts(model)) {
        int learnt = position(action, stated.names(), bundle.models());
        if (learnt >= 0) {
          positions.put(action.name(), learnt);
        }
      }
    }
    var seating = new Seating(bundle);
    Map<String, Seat> seats =
        seating.seats(positions, qualities(catalog, positions.keySet()), stated(catalog));
    if (!seating.isOfTiers()) {
      warn(in, stated.location(), seats, catalog);
    }
    return new InstalledBundle(bundle, stated.version(), seats);
  }

  private static void checkNames(
      ObjectReader in,
      Map<String, Located<String>> names,
      RouterBundle bundle,
      ModelCatalog catalog) {
    List<String> ids =
        catalog.models().stream()
            .flatMap(model -> Stream.concat(Stream.of(model.id()), actions(model)))
            .toList();
    names.forEach(
        (id, name) -> {
          if (!ids.contains(id)) {
            in.reading().problems().unknown("model", new Located<>(id, name.location()), ids);
          } else if (!bundle.models().contains(name.value())) {
            in.reading().problems().unknown("model of the bundle", name, bundle.models());
          }
        });
  }

  private static int position(
      Model model, Map<String, Located<String>> names, List<String> bundled) {
    Located<String> name = names.get(model.id());
    if (name != null) {
      return bundled.indexOf(name.value());
    }
    int byId = bundled.indexOf(model.id());
    return byId >= 0 ? byId : bundled.indexOf(model.upstreamModel());
  }

  /** Of models, and of the actions of those that the bundle did not learn. */
  private static Map<String, Double> qualities(ModelCatalog catalog, Set<String> learnt) {
    var qualities = new HashMap<String, Double>();
    for (Model model : catalog.models()) {
      if (writes(model)) {
        qualities.put(model.id(), model.quality());
        if (!learnt.contains(model.id())) {
          Action.efforts(model).forEach(each -> qualities.put(each.name(), each.quality()));
        }
      }
    }
    return qualities;
  }

  /** Names of models and actions whose quality the file says. */
  private static Set<String> stated(ModelCatalog catalog) {
    return catalog.models().stream()
        .flatMap(
            model -> Stream.concat(Stream.of(Action.of(model)), Action.efforts(model).stream()))
        .filter(Action::qualityStated)
        .map(Action::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * An effort is known by its action's name, or by that of the model there.
   *
   * @return negative: it is not known
   */
  private static int position(
      Action action, Map<String, Located<String>> names, List<String> bundled) {
    Located<String> name = names.get(action.name());
    if (name != null) {
      return bundled.indexOf(name.value());
    }
    int byId = bundled.indexOf(action.name());
    return byId >= 0
        ? byId
        : bundled.indexOf(Action.name(action.model().upstreamModel(), action.effortName()));
  }

  private static Stream<String> actions(Model model) {
    return Action.efforts(model).stream().map(Action::name);
  }

  /** Whether the bundle says something of {@code model}, at one effort or at none. */
  private static boolean isKnown(Model model, Set<String> known) {
    return known.contains(model.id()) || actions(model).anyMatch(known::contains);
  }

  /** Only candidates need a chance, and of embeddings none is forecast. */
  private static void warn(
      ObjectReader in, Location location, Map<String, Seat> seats, ModelCatalog catalog) {
    Set<String> known =
        seats.entrySet().stream()
            .filter(each -> each.getValue() instanceof Seat.Own)
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    List<String> strangers =
        catalog.models().stream()
            .filter(m -> catalog.virtualModels().stream().anyMatch(v -> v.models().contains(m)))
            .filter(PredictorSection::writes)
            .flatMap(model -> strangers(model, known))
            .toList();
    if (!strangers.isEmpty()) {
      in.reading()
          .problems()
          .warning(
              location,
              "the bundle does not know `"
                  + String.join("`, `", strangers)
                  + "`, "
                  + (seats.isEmpty()
                      ? "whose chances stay a prior"
                      : "placed among the others by `quality`"),
              "`predictor.models` with the names it has there, or a bundle that learnt of it");
    }
    for (VirtualModel virtual : catalog.virtualModels()) {
      List<Model> writers = virtual.models().stream().filter(PredictorSection::writes).toList();
      if (!writers.isEmpty() && writers.stream().noneMatch(m -> isKnown(m, known))) {
        in.reading()
            .problems()
            .warning(
                location,
                "the bundle knows no candidate of `" + virtual.name() + "`",
                "a bundle that learnt of some");
      }
    }
  }

  /** Those of {@code model}'s names in decisions of which the bundle knows nothing at all. */
  private static Stream<String> strangers(Model model, Set<String> known) {
    Stream<String> names = model.reasoning().isEmpty() ? Stream.of(model.id()) : actions(model);
    return names.filter(name -> !known.contains(name) && !known.contains(model.id()));
  }

  private static boolean writes(Model model) {
    return model.apis().stream().anyMatch(api -> api != Api.EMBEDDINGS);
  }
}
