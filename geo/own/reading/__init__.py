"""Reading a planner's files: each format into raw layers, whose numbers have no datum yet."""
