package dev.interlock.embedding;

/**
 * How much of a text each representation has seen.
 *
 * @param textChars characters of the text
 * @param textTokens WordPiece tokens of the text; 0 until counted
 * @param staticTokens tokens in the static vector
 * @param ngramChars characters the n-grams were taken from
 * @param forwardTokens tokens given to the transformer, markers included; 0 when it did not run
 */
public record TextCoverage(
    int textChars, int textTokens, int staticTokens, int ngramChars, int forwardTokens) {}
