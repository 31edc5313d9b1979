"""What an answer names, on paper."""
