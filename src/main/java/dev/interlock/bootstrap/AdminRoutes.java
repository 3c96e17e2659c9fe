package dev.interlock.bootstrap;

import dev.interlock.admin.AdminGuard;
import dev.interlock.admin.CacheApi;
import dev.interlock.admin.ConfigurationApi;
import dev.interlock.admin.DecisionApi;
import dev.interlock.admin.DecisionsApi;
import dev.interlock.admin.ExplainApi;
import dev.interlock.admin.FeedbackApi;
import dev.interlock.admin.MemoryApi;
import dev.interlock.admin.StatusApi;
import dev.interlock.admin.WhyPage;
import dev.interlock.cache.ResponseCache;
import dev.interlock.concurrent.WorkingMemory;
import dev.interlock.memory.Learning;
import dev.interlock.semantic.SemanticCache;
import dev.interlock.server.HttpListener;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** What the admin interface answers. */
final class AdminRoutes {
  private AdminRoutes() {}

  /** Handlers by path, behind the guard. */
  static Map<String, HttpListener.Handler> of(
      Configuration configuration,
      Generations generations,
      WorkingMemory memory,
      Told told,
      Learning learning,
      ResponseCache cache,
      SemanticCache meanings) {
    String version = Sidecar.class.getPackage().getImplementationVersion();
    var running = new StatusApi.Running(version == null ? "development" : version, Instant.now());
    var routes = new HashMap<>(new ConfigurationApi(generations).routes());
    routes.putAll(new MemoryApi(learning).routes());
    routes.put(CacheApi.PATH, new CacheApi(cache, meanings));
    routes.put(FeedbackApi.PATH, new FeedbackApi(learning, cache));
    routes.put("/", new WhyPage());
    routes.put(
        "/api/explain",
        new ExplainApi(
            generations::explain, memory, configuration.envoy().limits().requestBytes()));
    routes.put(DecisionsApi.PATH, new DecisionsApi(told.recent(), told.baseline()));
    routes.put(DecisionApi.PREFIX, new DecisionApi(told.log()));
    routes.put(
        StatusApi.PATH, new StatusApi(running, generations, generations::catalog, told.savings()));
    return new AdminGuard(configuration.server().admin().token()).before(routes);
  }
}
