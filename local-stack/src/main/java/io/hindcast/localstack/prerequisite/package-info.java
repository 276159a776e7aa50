/**
 * Says what this machine lacks, in one line that names the way out. It owns the checks of platform,
 * programs and disk.
 */
@NullMarked
package io.hindcast.localstack.prerequisite;

import org.jspecify.annotations.NullMarked;
