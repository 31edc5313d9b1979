"""Answers to take away: what lies near, in one another, within, certain and possible apart."""
