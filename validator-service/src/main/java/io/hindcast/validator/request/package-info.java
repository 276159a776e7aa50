/**
 * Takes requests for validation and answers each with exactly one verdict. Owns the translation
 * between messages and the domain.
 */
@NullMarked
package io.hindcast.validator.request;

import org.jspecify.annotations.NullMarked;
