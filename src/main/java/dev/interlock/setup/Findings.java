package dev.interlock.setup;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What was found to start from.
 *
 * @param models in the order they were found
 * @param sources where they come from, one line each
 * @param notes what could not be taken over and why, one line each
 */
public record Findings(List<ModelDraft> models, List<String> sources, List<String> notes) {
  public static final Findings NONE = new Findings(List.of(), List.of(), List.of());

  private static final String UNFIT = "[^A-Za-z0-9._:/@-]";
  private static final int LONGEST_ID = 128;

  public Findings {
    models = List.copyOf(models);
    sources = List.copyOf(sources);
    notes = List.copyOf(notes);
  }

  /** A line about something that was found and is not in {@link #models}. */
  static Findings note(String line) {
    return new Findings(List.of(), List.of(), List.of(line));
  }

  /** Both. */
  public Findings and(Findings more) {
    return new Findings(
        joined(models, more.models), joined(sources, more.sources), joined(notes, more.notes));
  }

  /** Whether there is a model that answers prompts, without which there is nothing to route. */
  public boolean canRoute() {
    return models.stream().anyMatch(ModelDraft::generates);
  }

  /**
   * The same models under ids that the configuration accepts and that differ in more than
   * punctuation: a second {@code gpt-oss-120b} becomes {@code groq/gpt-oss-120b}.
   */
  List<ModelDraft> distinct() {
    var taken = new HashSet<String>();
    var named = new ArrayList<ModelDraft>();
    for (ModelDraft model : models) {
      String id = fit(model.id());
      if (!taken.add(clusterOf(id))) {
        String base = fit(model.provider() + "/" + model.id());
        id = base;
        for (int n = 2; !taken.add(clusterOf(id)); n++) {
          id = base + "-" + n;
        }
      }
      named.add(model.named(id));
    }
    return List.copyOf(named);
  }

  private static String fit(String name) {
    String id = name.replaceAll(UNFIT, "-").replaceFirst("^[^A-Za-z0-9]+", "");
    String some = id.isEmpty() ? "unnamed" : id;
    return some.substring(0, Math.min(some.length(), LONGEST_ID - 32));
  }

  private static String clusterOf(String id) {
    return id.replaceAll("[^A-Za-z0-9_-]", "_");
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    var all = new ArrayList<>(first);
    for (T each : second) {
      if (!Set.copyOf(all).contains(each)) {
        all.add(each);
      }
    }
    return all;
  }
}
