"""Contact sheets of docs/, for a planner's eye."""
