/**
 * Error codes and the exception that carries them. Retry policy, exit codes and HTTP statuses
 * follow from the category.
 */
@NullMarked
package io.hindcast.core.error;

import org.jspecify.annotations.NullMarked;
