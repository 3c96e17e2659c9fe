package dev.interlock.cli;

import dev.interlock.eval.EvalIntents;
import dev.interlock.eval.cache.EvalCache;
import dev.interlock.eval.cache.EvalStreams;
import dev.interlock.eval.page.EvalPage;
import dev.interlock.eval.pii.EvalPii;
import dev.interlock.eval.routing.EvalRouting;
import dev.interlock.eval.sessions.EvalSessions;
import picocli.CommandLine.Command;

/** {@code interlock eval}: how good the parts are, on labelled data. */
@Command(
    name = "eval",
    description = "Measure on labelled data.",
    mixinStandardHelpOptions = true,
    subcommands = {
      EvalCache.class,
      EvalIntents.class,
      EvalPage.class,
      EvalPii.class,
      EvalRouting.class,
      EvalSessions.class,
      EvalStreams.class
    })
final class EvalCommand {}
