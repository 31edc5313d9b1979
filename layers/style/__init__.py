"""The catalogue as values: colours, symbols, strokes, stages, legends."""
