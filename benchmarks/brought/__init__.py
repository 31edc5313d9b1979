"""Files that people bring, measured in this map and in others: what benchmarks.own is made of."""
