/** Tests of the validator as a process. They use the real servers of the local stack. */
@NullMarked
package io.hindcast.validator;

import org.jspecify.annotations.NullMarked;
