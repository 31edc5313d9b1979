"""The evaluation at the end of the plan's years: what became of the works, computed from the ledger."""
