package dev.interlock.routing;

import dev.interlock.telemetry.FailureNote;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes over what other replicas have; what cannot be read is not there. Never throws. */
public final class TakingOver {
  private static final Logger LOG = LoggerFactory.getLogger(TakingOver.class);

  private TakingOver() {}

  /** Takes over what came. */
  public static void run(Runnable take) {
    try {
      take.run();
    } catch (RuntimeException bug) {
      LOG.error("an answer of another replica could not be read: {}", FailureNote.of(bug));
    }
  }

  /** Takes over what comes and goes on with {@code rest}, which is for a worker. */
  public static <T> CompletionStage<Supplier<T>> then(
      CompletionStage<Runnable> fetched, Supplier<T> rest) {
    return fetched.thenApply(
        take ->
            () -> {
              run(take);
              return rest.get();
            });
  }

  /** Waits for what comes, and takes it over. */
  static void await(CompletionStage<Runnable> fetched) {
    Runnable take;
    try {
      take = fetched.toCompletableFuture().join();
    } catch (CompletionException e) {
      LOG.error("other replicas could not be asked: {}", FailureNote.of(e));
      return;
    }
    run(take);
  }
}
