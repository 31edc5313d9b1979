"""What products say of the ledger of progress: states in words, events as rows."""
