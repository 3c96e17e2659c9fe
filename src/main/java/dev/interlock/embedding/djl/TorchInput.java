package dev.interlock.embedding.djl;

/**
 * Input of one pass.
 *
 * @param ids token ids, markers included
 * @param reduced whether activations are quantised to 7 bits
 */
@SuppressWarnings("ArrayRecordComponent")
record TorchInput(long[] ids, boolean reduced) {}
