package dev.interlock.exchange;

import dev.interlock.catalog.Model;
import java.time.Duration;
import java.util.Optional;

/**
 * One model's turn at a request, up to the first byte of its answer.
 *
 * @param decisionId which request
 * @param model whose turn it was
 * @param number counting from 1
 * @param status the answer's HTTP status; 0 when the server refused, broke off or was too slow
 * @param retryAfter how long the server wants to be left alone
 * @param stream whether a stream was asked for
 * @param nanos from the beginning of the attempt to the first byte, or to its end without one
 */
public record Attempt(
    String decisionId,
    Model model,
    int number,
    int status,
    Optional<Duration> retryAfter,
    boolean stream,
    long nanos) {}
