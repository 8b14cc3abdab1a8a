"""JSON Schemas of the files that gapcheck writes and reads."""
