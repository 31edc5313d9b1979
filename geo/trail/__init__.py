"""The trail as people read it: what was other before and after a change, and the way back."""
