package dev.interlock.cache;

import java.util.List;
import java.util.Map;

/**
 * The cache for people to look at; no answer is in it.
 *
 * @param count entries
 * @param bytes heap that they take, about
 * @param memory what they may take
 * @param evicted entries that had to make room
 * @param expired entries whose time was over
 * @param quarantined entries that feedback ended
 * @param inQuarantine questions whose answers are not kept now
 * @param fillings answers that were to be kept, by what became of them
 * @param entries of the selection, the youngest first
 */
public record CacheView(
    long count,
    long bytes,
    long memory,
    long evicted,
    long expired,
    long quarantined,
    long inQuarantine,
    Map<String, Long> fillings,
    List<Row> entries) {
  /**
   * An entry.
   *
   * @param id what it is called
   * @param tenant whom the caller worked for who asked first
   * @param virtualModel the name that was asked for
   * @param model who answered
   * @param intent what it is about
   * @param tags names for deleting it
   * @param decision the one whose answer it is
   * @param bytes of the answer
   * @param createdUnixMs when the answer came
   * @param expiresUnixMs when it is given no more
   */
  public record Row(
      String id,
      String tenant,
      String virtualModel,
      String model,
      String intent,
      List<String> tags,
      String decision,
      int bytes,
      long createdUnixMs,
      long expiresUnixMs) {
    private static Row of(Entry entry) {
      Keeping keeping = entry.keeping();
      return new Row(
          entry.id(),
          keeping.tenant(),
          keeping.virtualModel(),
          keeping.model().id(),
          keeping.intent(),
          keeping.tags(),
          keeping.decisionId(),
          entry.answer().bytes(),
          entry.createdMs(),
          entry.expiresMs());
    }
  }

  /** What {@code cache} looks like, with at most {@code most} entries of {@code selection}. */
  public static CacheView of(ResponseCache cache, Selection selection, int most) {
    CacheCounts counts = cache.counts();
    return new CacheView(
        cache.size(),
        cache.bytes(),
        cache.settings().memoryBytes(),
        counts.evicted(),
        counts.expired(),
        counts.quarantined(),
        cache.inQuarantine(),
        counts.fillings(),
        cache.list(selection, most).stream().map(Row::of).toList());
  }
}
