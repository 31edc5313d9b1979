"""Words as what is drawn: letters in a row, and how a PDF has them."""
