package dev.interlock.extproc;

import dev.interlock.concurrent.ByteBudget;
import dev.interlock.concurrent.WorkerPool;
import dev.interlock.concurrent.WorkingMemory;
import dev.interlock.exchange.ExchangeSinks;
import dev.interlock.inference.Caller;
import dev.interlock.telemetry.Metrics;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingRequest;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a stream works with: everything of one configuration generation, and the shared workers. A
 * stream keeps the services it began with, and lets go of them once, when nothing of it can use
 * them any more.
 *
 * @param fillings where answers are copied for the cache
 * @param flights what models are asked now
 * @param messageTimeout how long Envoy waits for a reply, if nobody asks for more
 * @param observed those of a request that is not enforced; whoever gets them lets go of them
 */
record StreamServices(
    Function<ProcessingRequest, Caller> callers,
    StreamStep step,
    RequestDecider decider,
    ReplyEncoder replies,
    ExchangeSinks sinks,
    TurnRegister register,
    AnswerFilling.Desk fillings,
    WorkerPool workers,
    ByteBudget bodies,
    WorkingMemory memory,
    Metrics metrics,
    Flights flights,
    Duration messageTimeout,
    Supplier<ObservedServices> observed,
    Runnable letGo) {}
