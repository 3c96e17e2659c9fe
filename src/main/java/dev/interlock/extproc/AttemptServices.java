package dev.interlock.extproc;

import dev.interlock.catalog.ModelCatalog;
import dev.interlock.concurrent.WorkerPool;
import dev.interlock.concurrent.WorkingMemory;

/** What an attempt's stream works with. */
record AttemptServices(
    ModelCatalog catalog,
    TurnRegister register,
    ReplyEncoder replies,
    WorkerPool workers,
    WorkingMemory memory) {}
