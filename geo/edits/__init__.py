"""Changes of the plan that people make in the app: proposed, decided, and then part of the plan that everybody sees.

What was accepted is kept in the store, apart from the data files of the release. docs/editing.md.
"""
