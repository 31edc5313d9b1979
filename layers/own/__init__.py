"""How layers that people brought look: style, classes, legend, and the document for the browser."""
