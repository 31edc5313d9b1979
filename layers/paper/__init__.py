"""What matplotlib draws: a map on paper."""
