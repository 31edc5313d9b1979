"""A brief: one theme or district in words, tables and a map."""
