package dev.interlock.bench;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;

/** Decides whether an answer is right. Runs on the event loop: it must be quick. */
interface AnswerCheck {
  /** What is wrong, in a word that errors are counted by; empty if nothing is. */
  String fault(int status, HttpHeaders headers, ByteBuf body);
}
