"""Files of data as they come in: read strictly, checked against their schema."""
