"""Changes of the plan, looked at and decided in a process beside the server: the rules need all of the plan."""
