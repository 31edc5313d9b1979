"""Layers of people's own over HTTP: files in, proposals, documents, files out."""
