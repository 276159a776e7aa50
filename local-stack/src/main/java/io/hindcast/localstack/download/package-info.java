/**
 * Fetches native libraries into the user's cache, checked and once. It owns the cache's place, its
 * lock and the checksums.
 */
@NullMarked
package io.hindcast.localstack.download;

import org.jspecify.annotations.NullMarked;
