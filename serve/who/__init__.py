"""Who asks, and what they may: nobody is asked on the machine itself, elsewhere the start needs a choice."""
