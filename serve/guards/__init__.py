"""Who asks too much, too often, or for what is not theirs."""
