"""What people make (briefings, own layers, notes, proposals), persons, and the trail of it all: one database.

SQLite in the user's data folder, or PostgreSQL; large files beside it, in a folder or an S3-like store. docs/store.md.
"""
