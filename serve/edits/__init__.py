"""Changes of the plan by those who may: proposed, decided, and seen by everybody at once."""
