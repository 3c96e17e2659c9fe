package dev.interlock.setup;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What a provider asks for, when somebody last looked.
 *
 * @param input USD per million input tokens
 * @param output USD per million output tokens
 * @param asOf the day it was read; empty if it was taken from a file that does not say
 * @param source where it was read
 */
record ListPrice(double input, double output, Optional<LocalDate> asOf, String source) {}
