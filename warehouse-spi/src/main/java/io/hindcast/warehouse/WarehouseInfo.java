package io.hindcast.warehouse;

import java.time.ZoneId;

/**
 * The server itself.
 *
 * @param version as the server says it
 * @param zone the server's default time zone
 * @param freeDiskBytes unreserved bytes of the default disk
 */
public record WarehouseInfo(String version, ZoneId zone, long freeDiskBytes) {}
