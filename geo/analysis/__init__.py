"""Questions about where things lie to each other, answered apart for what is certain and what is possible."""
