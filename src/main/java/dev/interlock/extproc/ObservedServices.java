package dev.interlock.extproc;

import dev.interlock.catalog.ModelCatalog;
import dev.interlock.concurrent.ByteBudget;
import dev.interlock.concurrent.WorkerPool;
import dev.interlock.concurrent.WorkingMemory;
import dev.interlock.exchange.ExchangeSinks;
import dev.interlock.inference.Caller;
import dev.interlock.inference.RequestHead;
import dev.interlock.telemetry.Metrics;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingRequest;
import java.util.function.Function;

/** What a stream works with that only shows us what passes; see {@link StreamServices}. */
record ObservedServices(
    Function<ProcessingRequest, Caller> callers,
    Function<RequestHead, RequestClass> classifier,
    ObservedDecider decider,
    AnswerFilling.Desk fillings,
    ModelCatalog catalog,
    ExchangeSinks sinks,
    WorkerPool workers,
    ByteBudget bodies,
    WorkingMemory memory,
    Metrics metrics,
    Runnable letGo) {}
