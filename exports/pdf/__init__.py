"""What a PDF has beside what is drawn: fonts that other programs take, layers, tags, coordinates, what it is about."""
