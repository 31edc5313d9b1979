"""What an answer looks like on a map, whoever draws it."""
