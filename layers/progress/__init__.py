"""What became of the works, for the browser: one document, made of the ledger for a day."""
