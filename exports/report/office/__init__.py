"""What an office brings of its own to a report or a brief: wording and order (TOML), a document or slides as base."""
