package dev.interlock.extproc;

import dev.interlock.catalog.ModelCatalog;
import dev.interlock.concurrent.ByteBudget;
import dev.interlock.concurrent.WorkerPool;
import dev.interlock.concurrent.WorkingMemory;
import dev.interlock.telemetry.Metrics;

/**
 * What an attempt's stream works with.
 *
 * @param catalog the newest, for attempts of requests that were decided elsewhere
 */
record AttemptServices(
    ModelCatalog catalog,
    TurnRegister register,
    ReplyEncoder replies,
    WorkerPool workers,
    ByteBudget bodies,
    WorkingMemory memory,
    Metrics metrics) {}
