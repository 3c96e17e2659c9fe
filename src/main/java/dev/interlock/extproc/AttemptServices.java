package dev.interlock.extproc;

import dev.interlock.catalog.ModelCatalog;
import dev.interlock.concurrent.WorkerPool;

/** What an attempt's stream works with. */
record AttemptServices(ModelCatalog catalog, TurnRegister register, WorkerPool workers) {}
