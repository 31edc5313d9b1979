"""The city under the plan on paper: as pale as on the screen, as general as the scale asks for."""
