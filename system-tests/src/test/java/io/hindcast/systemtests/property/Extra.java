package io.hindcast.systemtests.property;

/**
 * A column whose type the target has another type for.
 *
 * @param yields type in the source
 * @param stores type in the target, with its default where it has one
 * @param value what a row of the source holds, an expression over {@code number}
 * @param convertible whether every value has its place in the target
 */
record Extra(String yields, String stores, String value, boolean convertible) {

  static final Extra PLAIN = new Extra("UInt32", "UInt64", "toUInt32(number % 7)", true);

  static Extra draw(Draw draw) {
    return draw.chance(60)
        ? PLAIN
        : draw.of(
            new Extra(
                "Nullable(UInt32)",
                "UInt32 DEFAULT 42",
                "if(number % 97 = 5, NULL, toUInt32(number % 7))",
                false),
            new Extra("Nullable(UInt32)", "UInt32 DEFAULT 42", "toUInt32(number % 7)", true),
            new Extra(
                "Nullable(String)",
                "Int32",
                "if(number % 89 = 3, 'meow', toString(number % 7))",
                false),
            new Extra("String", "Int32", "toString(number % 7)", true),
            new Extra(
                "Map(String, Int64)",
                "Map(String, Int8)",
                "map('k', toInt64(if(number % 83 = 1, 300, 5)))",
                false),
            new Extra("UInt64", "DateTime", "toUInt64(1704067200000 + number)", false),
            new Extra("Array(Int64)", "Array(Int16)", "[toInt64(number * 1000)]", false),
            new Extra(
                "Tuple(a Int32, b String)",
                "Tuple(a Int32, b String)",
                "tuple(toInt32(number % 3), 'b')",
                true),
            new Extra("LowCardinality(String)", "String", "toString(number % 5)", true));
  }
}
