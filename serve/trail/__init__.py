"""The trail for those who may edit: files to take away, and what was proposed again."""
